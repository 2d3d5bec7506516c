package org.clickrouter.ads;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the export of the ads manager says: the ads' names and what was spent on them. */
public final class AdSpend {

    /**
     * One ad.
     *
     * @param adSet empty where the file does not tell
     */
    public record Ad(String id, String name, String campaign, String adSet) {}

    /** Spent on an ad in some days; null: the file does not tell in which. */
    record Cost(String ad, LocalDate from, LocalDate to, BigDecimal amount) {}

    private final Map<String, Ad> ads = new LinkedHashMap<>();
    private final List<Cost> costs = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private String currency = "";
    private final boolean there;

    AdSpend(boolean there) {
        this.there = there;
    }

    public static AdSpend none() {
        return new AdSpend(false);
    }

    void add(Ad ad) {
        ads.putIfAbsent(ad.id(), ad);
    }

    void add(Cost cost) {
        costs.add(cost);
    }

    void problem(String line) {
        problems.add(line);
    }

    void currency(String name) {
        currency = name;
    }

    /** Whether there is such a file. */
    public boolean there() {
        return there;
    }

    public Optional<Ad> ad(String id) {
        return Optional.ofNullable(ads.get(id));
    }

    public Set<String> ids() {
        return ads.keySet();
    }

    /** As the file's heading names it; empty: it does not. */
    public String currency() {
        return currency;
    }

    /** A line for each row that was not understood: file, line and why. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Whether any amount is of unknown days, and so counts in each report. */
    public boolean undated() {
        return costs.stream().anyMatch(cost -> cost.from == null);
    }

    /** Spent on an ad from one day to another; a row over several days counts by those that lie between. */
    public BigDecimal spent(String ad, LocalDate from, LocalDate to) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Cost cost : costs) {
            if (cost.ad.equals(ad)) {
                sum = sum.add(part(cost, from, to));
            }
        }
        return sum;
    }

    private static BigDecimal part(Cost cost, LocalDate from, LocalDate to) {
        if (cost.from == null) {
            return cost.amount;
        }
        LocalDate first = cost.from.isBefore(from) ? from : cost.from;
        LocalDate last = cost.to.isAfter(to) ? to : cost.to;
        long inside = ChronoUnit.DAYS.between(first, last) + 1;
        long all = ChronoUnit.DAYS.between(cost.from, cost.to) + 1;
        return inside <= 0
                ? BigDecimal.ZERO
                : inside == all
                        ? cost.amount
                        : cost.amount
                                .multiply(BigDecimal.valueOf(inside))
                                .divide(BigDecimal.valueOf(all), MathContext.DECIMAL64);
    }
}
