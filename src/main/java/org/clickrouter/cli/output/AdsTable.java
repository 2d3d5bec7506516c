package org.clickrouter.cli.output;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.clickrouter.ads.AdsReport;
import org.clickrouter.ads.Share;
import org.clickrouter.text.OneLine;

/** The figures for people, in columns. */
public final class AdsTable {

    private static final int NAME = 34;
    private static final int LONGEST = 160;
    private static final int LISTED = 20;

    private AdsTable() {}

    public static void print(AdsReport report) {
        System.out.println(report.from() + " to " + report.to()
                + (report.operation().isEmpty() ? "" : ", operation " + report.operation()));
        System.out.printf(
                "%-" + NAME + "s %8s %8s %8s %8s %8s  %-20s %-7s %-10s%n",
                report.by(),
                "clicks",
                "chats",
                "agents",
                "coded",
                "won",
                "won (95 %)",
                "half by",
                "last click");
        if (report.lines().isEmpty()) {
            System.out.println("no clicks in these days");
        }
        report.lines().forEach(AdsTable::line);
        line(new Named("all", report.total()));
        report.codes().stream()
                .filter(code -> !code.code().isEmpty())
                .forEach(code -> System.out.println("  " + code.clicks() + " " + name(code)
                        + (code.known()
                                ? " (" + OneLine.plain(code.group()) + (code.won() ? ", won" : "") + ")"
                                : " (not in codes.yaml)")));
        if (report.codes().stream().noneMatch(AdsReport.Code::won)) {
            System.out.println("  none of these codes counts as won: say in codes.yaml which do (docs/ads.md)");
        }
        export(report);
        String half = report.total().halfCodedWithin();
        System.out.println("  codes first seen after the click: "
                + report.total().delays().entrySet().stream()
                        .map(d -> (d.getKey().equals("later") ? "later " : "within " + d.getKey() + " ") + d.getValue())
                        .collect(Collectors.joining(", "))
                + (half == null ? "" : "; half of them " + (half.equals("later") ? "after 7d" : "within " + half)));
    }

    private static void export(AdsReport report) {
        AdsReport.Export export = report.export();
        if (!export.there()) {
            return;
        }
        if (export.undated()) {
            System.out.println("  amounts without a day count in every report, whatever its days");
        }
        list("not in the export: ad ", export.withoutEntry());
        list("paid for and no clicks: ad ", export.withoutClicks());
        list("", export.problems());
    }

    private static void list(String what, List<String> all) {
        all.stream()
                .limit(LISTED)
                .forEach(text -> System.out.println("  " + what + OneLine.cut(OneLine.plain(text), LONGEST)));
        if (all.size() > LISTED) {
            System.out.println("  ... and " + (all.size() - LISTED) + " more: --json has all");
        }
    }

    private static String name(AdsReport.Code code) {
        String plain = OneLine.cut(OneLine.plain(code.code()), LONGEST);
        return code.label().isEmpty() || code.label().equals(code.code())
                ? plain
                : plain + ", " + OneLine.plain(code.label());
    }

    private static String cost(AdsReport.Cost cost) {
        return cost == null
                ? ""
                : "  spent " + cost.spent() + ", a click " + of(cost.perClick()) + ", a coded chat "
                        + of(cost.perCoded()) + ", a sale " + of(cost.perWon())
                        + (cost.returned() == null ? "" : ", return " + cost.returned());
    }

    private static String of(BigDecimal amount) {
        return amount == null ? "-" : amount.toPlainString();
    }

    private record Named(String name, AdsReport.Line line) {}

    private static void line(AdsReport.Line line) {
        line(new Named(line.label().isEmpty() ? "(none)" : line.label(), line));
    }

    private static void line(Named named) {
        AdsReport.Line line = named.line;
        String name = OneLine.plain(named.name);
        System.out.printf(
                "%-" + NAME + "s %8d %8d %8d %8d %8d  %-20s %-7s %-10s%s%s%n",
                OneLine.cut(name, NAME),
                line.clicks(),
                line.chats(),
                line.agents(),
                line.coded(),
                line.won(),
                share(line.wonShare()),
                line.halfCodedWithin() == null ? "" : line.halfCodedWithin(),
                line.lastClick() == null ? "" : line.lastClick(),
                line.state().equals("ok") ? "" : "  " + line.state(),
                cost(line.cost()));
    }

    private static String share(Share share) {
        return share.share() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f %% (%.0f to %.0f)",
                        share.share() * 100,
                        share.low() * 100,
                        share.high() * 100);
    }
}
