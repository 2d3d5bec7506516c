package org.clickrouter.ads;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.clickrouter.text.CsvCell;

/** The lines as CSV (RFC 4180), one row a line. */
public final class AdsCsv {

    private static final String END = "\r\n";

    private AdsCsv() {}

    public static String of(AdsReport report) {
        List<String> codes =
                report.codes().stream().map(AdsReport.Code::code).sorted().toList();
        List<String> head = new ArrayList<>(List.of(
                report.by().replace('-', '_'),
                "label",
                "clicks",
                "chats",
                "agents",
                "coded",
                "won",
                "value",
                "won_share",
                "won_low",
                "won_high",
                "half_coded_within",
                "first_click",
                "last_click",
                "state",
                "spent",
                "per_click",
                "per_coded",
                "per_won",
                "return"));
        codes.forEach(code -> head.add(code.isEmpty() ? "code: none" : "code: " + code));
        StringBuilder csv = new StringBuilder(row(head));
        for (AdsReport.Line line : report.lines()) {
            List<String> cells = new ArrayList<>(List.of(
                    line.name(),
                    line.label(),
                    String.valueOf(line.clicks()),
                    String.valueOf(line.chats()),
                    String.valueOf(line.agents()),
                    String.valueOf(line.coded()),
                    String.valueOf(line.won()),
                    line.value().toPlainString(),
                    number(line.wonShare().share()),
                    number(line.wonShare().low()),
                    number(line.wonShare().high()),
                    text(line.halfCodedWithin()),
                    text(line.firstClick()),
                    text(line.lastClick()),
                    line.state()));
            AdsReport.Cost cost = line.cost();
            cells.addAll(
                    cost == null
                            ? List.of("", "", "", "", "")
                            : List.of(
                                    amount(cost.spent()),
                                    amount(cost.perClick()),
                                    amount(cost.perCoded()),
                                    amount(cost.perWon()),
                                    amount(cost.returned())));
            codes.forEach(code -> cells.add(String.valueOf(line.codes().getOrDefault(code, 0L))));
            csv.append(row(cells));
        }
        return csv.toString();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String amount(BigDecimal value) {
        return value == null ? "" : value.toPlainString();
    }

    private static String number(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String row(List<String> cells) {
        return String.join(",", cells.stream().map(CsvCell::of).toList()) + END;
    }
}
