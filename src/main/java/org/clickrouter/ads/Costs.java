package org.clickrouter.ads;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.clickrouter.store.counts.Dimension;

/** What the lines of one report cost, and how the ads of the export fit them. */
final class Costs {

    private static final int DIGITS = 2;

    private final AdSpend spend;
    private final By by;
    private final LocalDate from;
    private final LocalDate to;

    Costs(AdSpend spend, AdsRequest asked) {
        this.spend = spend;
        this.by = asked.by();
        this.from = asked.from();
        this.to = asked.to();
    }

    /** What the clicks of an ad are put together under; what else they are counted by is that itself. */
    String group(String name) {
        return switch (by) {
            case CAMPAIGN -> spend.ad(name).map(AdSpend.Ad::campaign).orElse("");
            case AD_SET -> spend.ad(name).map(AdSpend.Ad::adSet).orElse("");
            default -> name;
        };
    }

    String label(String name) {
        return by == By.AD ? spend.ad(name).map(AdSpend.Ad::name).orElse(name) : name;
    }

    /** Spent on all ads of a line; null where the export does not tell. */
    BigDecimal of(String name) {
        if (!spend.there() || by.dimension != Dimension.AD) {
            return null;
        }
        List<String> ads =
                spend.ids().stream().filter(id -> group(id).equals(name)).toList();
        return ads.isEmpty() || by != By.AD && name.isEmpty() ? null : sum(ads);
    }

    BigDecimal all() {
        return spend.ids().isEmpty() ? null : sum(spend.ids());
    }

    private BigDecimal sum(Iterable<String> ads) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String ad : ads) {
            sum = sum.add(spend.spent(ad, from, to));
        }
        return sum;
    }

    static AdsReport.Cost of(BigDecimal spent, long clicks, long coded, long won, BigDecimal value) {
        return spent == null
                ? null
                : new AdsReport.Cost(
                        spent.setScale(DIGITS, RoundingMode.HALF_UP),
                        per(spent, clicks),
                        per(spent, coded),
                        per(spent, won),
                        spent.signum() == 0 || value.signum() == 0
                                ? null
                                : value.divide(spent, DIGITS, RoundingMode.HALF_UP));
    }

    private static BigDecimal per(BigDecimal spent, long count) {
        return count == 0 ? null : spent.divide(BigDecimal.valueOf(count), DIGITS, RoundingMode.HALF_UP);
    }

    /** @param clicked ads with clicks */
    AdsReport.Export export(Set<String> clicked) {
        return new AdsReport.Export(
                spend.there(),
                spend.currency(),
                spend.undated(),
                spend.ids().isEmpty()
                        ? List.of()
                        : clicked.stream()
                                .filter(ad -> !ad.isEmpty() && spend.ad(ad).isEmpty())
                                .toList(),
                spend.ids().stream()
                        .filter(ad -> !clicked.contains(ad)
                                && spend.spent(ad, from, to).signum() > 0)
                        .toList(),
                spend.problems());
    }
}
