package org.clickrouter.console.web;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clickrouter.ads.AdsReport;
import org.clickrouter.ads.CodeGroups;
import org.clickrouter.ads.Share;
import org.clickrouter.console.chart.Bars;
import org.clickrouter.console.chart.HeatMap;
import org.clickrouter.console.chart.StackedBars;
import org.clickrouter.text.OneLine;

/** Draws the figures of the page Ads. */
public final class AdsPictures {

    private static final int COLOURS = 6;
    private static final int DEAREST = 12;
    private static final int LONGEST = 120;
    private static final BigDecimal THOUSAND = new BigDecimal(1000);

    private AdsPictures() {}

    /** Click, agent, coded, won. */
    public static String funnel(AdsReport report, Visit visit) {
        AdsReport.Line all = report.total();
        return Bars.svg(
                List.of(
                        step(visit.say("ads.clicks"), all.clicks(), all),
                        step(visit.say("ads.agents"), all.agents(), all),
                        step(visit.say("ads.coded"), all.coded(), all),
                        step(visit.say("ads.won"), all.won(), all)),
                visit.say("ads.funnel"));
    }

    private static Bars.Bar step(String name, long count, AdsReport.Line all) {
        return new Bars.Bar(
                name,
                count,
                count == all.clicks() ? String.valueOf(count) : count + ", " + share(Share.of(count, all.clicks())));
    }

    /** Clicks by day and group of codes. */
    public static String days(AdsReport report, Visit visit) {
        List<String> groups = groups(report);
        Map<String, Map<String, Long>> byDay =
                report.days().stream().collect(Collectors.toMap(AdsReport.Day::day, AdsReport.Day::groups));
        // A day without clicks is a day, too: it would look as if the others followed one another.
        List<StackedBars.Column> columns = report.days().isEmpty()
                ? List.of()
                : LocalDate.parse(report.days().get(0).day())
                        .datesUntil(LocalDate.parse(report.days()
                                        .get(report.days().size() - 1)
                                        .day())
                                .plusDays(1))
                        .map(day -> new StackedBars.Column(
                                day.toString(),
                                groups.stream()
                                        .map(group -> byDay.getOrDefault(day.toString(), Map.of())
                                                .getOrDefault(group, 0L))
                                        .toList()))
                        .toList();
        return StackedBars.svg(
                columns,
                groups.stream().map(group -> group(group, visit)).toList(),
                groups.stream().map(group -> style(report, group)).toList(),
                visit.say("ads.days"));
    }

    /** The groups that came, those of codes.yaml first. */
    public static List<String> groups(AdsReport report) {
        return report.days().stream()
                .flatMap(day -> day.groups().keySet().stream())
                .distinct()
                .sorted(Comparator.comparing((String group) ->
                                group.equals(CodeGroups.UNCODED) ? 2 : group.equals(CodeGroups.UNKNOWN) ? 1 : 0)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The colour of a group. */
    public static String style(AdsReport report, String group) {
        return group.equals(CodeGroups.UNCODED) ? "none" : "s" + groups(report).indexOf(group) % COLOURS;
    }

    /** A group's name; the two that are ours in the reader's language. */
    public static String group(String group, Visit visit) {
        return group.equals(CodeGroups.UNCODED) || group.equals(CodeGroups.UNKNOWN)
                ? visit.say("ads.group." + group)
                : group;
    }

    /** Clicks by day of the week and hour. */
    public static String week(AdsReport report, Visit visit) {
        List<HeatMap.Row> rows = new ArrayList<>();
        for (int weekday = 0; weekday < 7; weekday++) {
            List<Long> values = new ArrayList<>();
            List<String> said = new ArrayList<>();
            String name = visit.say("ads.weekday." + weekday);
            for (int hour = 0; hour < 24; hour++) {
                AdsReport.Hour at = hour(report, weekday, hour);
                values.add(at.clicks());
                said.add(name + " " + hour + ":00: " + visit.say("ads.heat", at.clicks(), at.won()));
            }
            rows.add(new HeatMap.Row(name, values, said));
        }
        return HeatMap.svg(
                rows, IntStream.range(0, 24).mapToObj(String::valueOf).toList(), visit.say("ads.week"));
    }

    private static AdsReport.Hour hour(AdsReport report, int weekday, int hour) {
        return report.week().stream()
                .filter(h -> h.weekday() == weekday && h.hour() == hour)
                .findFirst()
                .orElse(new AdsReport.Hour(weekday, hour, 0, 0));
    }

    /**
     * What a sale costs, the dearest first, before them what was spent without a sale; empty where nobody knows. A sale
     * of those costs at least that much.
     */
    public static String costs(AdsReport report, Visit visit) {
        List<Bars.Bar> bars = report.lines().stream()
                .filter(line -> line.cost() != null && line.cost().spent().signum() > 0)
                .sorted(Comparator.comparing((AdsReport.Line line) -> line.won() > 0)
                        .thenComparing(AdsPictures::cost, Comparator.reverseOrder()))
                .limit(DEAREST)
                .map(line -> new Bars.Bar(
                        label(line, visit),
                        cost(line).doubleValue(),
                        line.won() > 0
                                ? money(cost(line), report)
                                : visit.say("ads.unsold", money(cost(line), report))))
                .toList();
        return bars.isEmpty() ? "" : Bars.svg(bars, visit.say("ads.costs"));
    }

    private static BigDecimal cost(AdsReport.Line line) {
        return line.won() > 0 ? line.cost().perWon() : line.cost().spent();
    }

    /** An amount, from thousands on without cents; – for none. */
    public static String amount(BigDecimal amount) {
        return amount == null
                ? "–"
                : String.format(Locale.ROOT, amount.compareTo(THOUSAND) < 0 ? "%,.2f" : "%,.0f", amount)
                        .replace(",", "\u202f");
    }

    /** An amount with the currency where the export names it. */
    private static String money(BigDecimal amount, AdsReport report) {
        return (amount(amount) + " " + report.export().currency()).strip();
    }

    /** The heading of a column of amounts. */
    public static String heading(String name, AdsReport report) {
        return report.export().currency().isEmpty()
                ? name
                : name + " (" + report.export().currency() + ")";
    }

    /** What a line is called. */
    public static String label(AdsReport.Line line, Visit visit) {
        if (line.label().isEmpty()) {
            return visit.say("ads.none");
        }
        return OneLine.cut(OneLine.plain(line.label()), LONGEST);
    }

    /** Where a line's clicks are, of an ad; empty for others. */
    public static String link(AdsReport report, AdsReport.Line line) {
        return report.by().equals("ad") && !line.name().isEmpty() && line.name().length() <= LONGEST
                ? "/deliveries?ad=" + URLEncoder.encode(line.name(), StandardCharsets.UTF_8)
                : "";
    }

    /** Clicks of a line whose codes are of a group. */
    public static long outcome(AdsReport report, AdsReport.Line line, String group) {
        return report.codes().stream()
                .filter(code -> code.group().equals(group))
                .mapToLong(code -> line.codes().getOrDefault(code.code(), 0L))
                .sum();
    }

    /** A share with its interval. */
    public static String share(Share share) {
        return share.share() == null
                ? "–"
                : String.format(
                        Locale.ROOT, "%.1f %% (%.0f–%.0f)", share.share() * 100, share.low() * 100, share.high() * 100);
    }
}
