package org.clickrouter.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import org.clickrouter.ads.AdsReport;
import org.clickrouter.ads.Share;
import org.clickrouter.text.OneLine;

/** The figures for people, in columns. */
final class AdsTable {

    private static final int NAME = 34;

    private AdsTable() {}

    static void print(AdsReport report) {
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
                "coded",
                "last click");
        report.lines().forEach(AdsTable::line);
        line(new Named("all", report.total()));
        report.codes().stream()
                .filter(code -> !code.code().isEmpty())
                .forEach(code -> System.out.println("  " + code.clicks() + " " + OneLine.plain(code.code())
                        + (code.known()
                                ? " (" + code.group() + (code.won() ? ", won" : "") + ")"
                                : " (not in codes.yaml)")));
        String half = report.total().halfCodedWithin();
        System.out.println("  codes first seen after the click: "
                + report.total().delays().entrySet().stream()
                        .map(d -> (d.getKey().equals("later") ? "later " : "within " + d.getKey() + " ") + d.getValue())
                        .collect(Collectors.joining(", "))
                + (half == null ? "" : "; half of them " + (half.equals("later") ? "after 7d" : "within " + half)));
    }

    private record Named(String name, AdsReport.Line line) {}

    private static void line(AdsReport.Line line) {
        line(new Named(line.label().isEmpty() ? "(none)" : line.label(), line));
    }

    private static void line(Named named) {
        AdsReport.Line line = named.line;
        String name = OneLine.plain(named.name);
        System.out.printf(
                "%-" + NAME + "s %8d %8d %8d %8d %8d  %-20s %-7s %-10s%s%n",
                name.length() > NAME ? name.substring(0, NAME - 1) + "…" : name,
                line.clicks(),
                line.chats(),
                line.agents(),
                line.coded(),
                line.won(),
                share(line.wonShare()),
                line.halfCodedWithin() == null ? "" : line.halfCodedWithin(),
                line.lastClick() == null ? "" : line.lastClick(),
                line.state().equals("ok") ? "" : "  " + line.state());
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
