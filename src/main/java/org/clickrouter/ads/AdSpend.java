package org.clickrouter.ads;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** Spent on an ad in some days, as a line of the file says; null: it does not tell in which. */
    record Cost(String ad, LocalDate from, LocalDate to, BigDecimal amount, int line) {}

    private final Map<String, Ad> ads = new LinkedHashMap<>();
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
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
        costs.computeIfAbsent(cost.ad(), ad -> new ArrayList<>()).add(cost);
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
        return costs.values().stream().flatMap(List::stream).anyMatch(cost -> cost.from == null);
    }

    /** Spent on an ad from one day to another; a row over several days counts by those that lie between. */
    public BigDecimal spent(String ad, LocalDate from, LocalDate to) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Cost cost : costs.getOrDefault(ad, List.of())) {
            sum = sum.add(part(cost, from, to));
        }
        return sum;
    }

    /** All amounts together. */
    BigDecimal sum() {
        return costs.values().stream().flatMap(List::stream).map(Cost::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Rows of an ad whose days are among those of another: a month and its days in one file, mostly. */
    List<List<Cost>> overlaps() {
        List<List<Cost>> found = new ArrayList<>();
        costs.values().forEach(all -> {
            List<Cost> dated = all.stream()
                    .filter(cost -> cost.from != null)
                    .sorted(Comparator.comparing(Cost::from).thenComparing(Cost::to, Comparator.reverseOrder()))
                    .toList();
            Cost widest = null;
            for (Cost cost : dated) {
                boolean same = widest != null && cost.from.equals(widest.from) && cost.to.equals(widest.to);
                if (widest != null && !same && !cost.from.isAfter(widest.to)) {
                    found.add(List.of(cost, widest));
                }
                widest = widest == null || cost.to.isAfter(widest.to) ? cost : widest;
            }
        });
        return found;
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
