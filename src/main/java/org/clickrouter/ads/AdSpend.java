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

    /**
     * Spent on an ad, as a line of the file says.
     *
     * @param operation for which; empty where the file does not tell
     * @param from the first day; null: it does not tell in which days
     */
    record Cost(String ad, String operation, LocalDate from, LocalDate to, BigDecimal amount, int line) {

        private boolean isOf(String asked) {
            return asked.isEmpty() || operation.isEmpty() || operation.equals(asked);
        }
    }

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

    /**
     * Spent on an ad from one day to another; a row over several days counts by those that lie between.
     *
     * @param operation rows that name another one do not count; empty: all count
     */
    public BigDecimal spent(String ad, String operation, LocalDate from, LocalDate to) {
        return costs.getOrDefault(ad, List.of()).stream()
                .filter(cost -> cost.isOf(operation))
                .map(cost -> part(cost, from, to))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether a row of the ad names the operation. */
    boolean names(String ad, String operation) {
        return costs.getOrDefault(ad, List.of()).stream().anyMatch(cost -> cost.operation.equals(operation));
    }

    /** Operations that rows name, each with the first such line. */
    Map<String, Integer> operations() {
        Map<String, Integer> lines = new LinkedHashMap<>();
        costs.values().stream()
                .flatMap(List::stream)
                .filter(cost -> !cost.operation.isEmpty())
                .forEach(cost -> lines.merge(cost.operation, cost.line, Math::min));
        return lines;
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
                    .sorted(Comparator.comparing(Cost::operation)
                            .thenComparing(Cost::from)
                            .thenComparing(Cost::to, Comparator.reverseOrder()))
                    .toList();
            Cost widest = null;
            for (Cost cost : dated) {
                widest = widest != null && widest.operation.equals(cost.operation) ? widest : null;
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
