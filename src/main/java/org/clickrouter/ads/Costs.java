package org.clickrouter.ads;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.clickrouter.store.counts.Dimension;

/** What the lines of one report cost, and how the ads of the export fit them. */
final class Costs {

    private static final int DIGITS = 2;

    private final AdSpend spend;
    private final By by;
    private final String operation;
    private final Set<String> clicked;
    private final LocalDate from;
    private final LocalDate to;

    /**
     * @param operation the one whose ads are meant; empty: all
     * @param clicked ads with clicks in the days and the operation that are asked for
     */
    Costs(AdSpend spend, AdsRequest asked, String operation, Set<String> clicked) {
        this.spend = spend;
        this.operation = operation;
        this.clicked = clicked;
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
        List<String> ads = own().filter(id -> group(id).equals(name)).toList();
        return ads.isEmpty() || by != By.AD && name.isEmpty() ? null : sum(ads);
    }

    BigDecimal all() {
        return spend.ids().isEmpty() ? null : sum(own().toList());
    }

    /**
     * Ads of the file that what is asked for is about. Of one operation: those with clicks there, since an ad leads to
     * the number of one operation, and those that a row says are its own.
     */
    private Stream<String> own() {
        return spend.ids().stream()
                .filter(ad -> operation.isEmpty() || clicked.contains(ad) || spend.names(ad, operation));
    }

    private BigDecimal sum(Iterable<String> ads) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String ad : ads) {
            sum = sum.add(spend.spent(ad, operation, from, to));
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

    AdsReport.Export export() {
        return new AdsReport.Export(
                spend.there(),
                spend.currency(),
                spend.undated(),
                spend.ids().isEmpty()
                        ? List.of()
                        : clicked.stream()
                                .filter(ad -> !ad.isEmpty() && spend.ad(ad).isEmpty())
                                .toList(),
                own().filter(ad -> !clicked.contains(ad)
                                && spend.spent(ad, operation, from, to).signum() > 0)
                        .toList(),
                spend.problems());
    }
}
