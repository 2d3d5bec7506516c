package org.clickrouter.ads;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the export of an ads manager, in English or Spanish, as it was saved by whatever program. */
public final class AdsFile {

    private static final List<String> ID =
            List.of("ad id", "identificador del anuncio", "id del anuncio", "source id", "anuncio id", "id");
    private static final List<String> NAME =
            List.of("ad name", "nombre del anuncio", "anuncio", "name", "nombre", "ad");
    private static final List<String> CAMPAIGN =
            List.of("campaign name", "nombre de la campana", "campaign", "campana");
    private static final List<String> AD_SET =
            List.of("ad set name", "nombre del conjunto de anuncios", "ad set", "adset", "conjunto de anuncios");
    private static final List<String> SPEND = List.of(
            "amount spent",
            "importe gastado",
            "spend",
            "gasto",
            "inversion",
            "costo",
            "coste",
            "cost",
            "monto gastado");
    private static final List<String> OPERATION = List.of("operation", "operacion");
    private static final List<String> DAY = List.of("day", "dia", "date", "fecha");
    private static final List<String> FROM = List.of("reporting starts", "inicio del informe");
    private static final List<String> TO = List.of("reporting ends", "fin del informe");
    private static final Pattern TOTALS =
            Pattern.compile("(?i)(?:grand |gran )?total\\b.*|totales|result(?:ado)?s .*|-*");
    /** What the rounding of many rows may make of a total. */
    private static final BigDecimal ROUNDED = new BigDecimal("0.50");

    private static final long LARGEST = 20_000_000;

    private final String name;
    private final AdSpend spend = new AdSpend(true);

    private AdsFile(String name) {
        this.name = name;
    }

    /**
     * @return what it says, with the rows that were not understood; none where there is no such file
     * @throws IllegalArgumentException where no column holds ids, or it cannot be read
     */
    public static AdSpend read(Path file) {
        if (Files.notExists(file)) {
            return AdSpend.none();
        }
        String name = file.getFileName().toString();
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(name + ": is larger than 20 MB");
            }
            return parse(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": cannot be read: " + e.getMessage());
        }
    }

    /** @return what it says; of one that cannot be read nothing but why */
    static AdSpend told(Path file) {
        try {
            return read(file);
        } catch (IllegalArgumentException e) {
            AdSpend nothing = new AdSpend(true);
            nothing.problem(e.getMessage());
            return nothing;
        }
    }

    static AdSpend parse(String name, byte[] bytes) {
        AdsFile file = new AdsFile(name);
        file.read(CsvRows.of(CsvRows.text(bytes), row -> column(row, ID) >= 0));
        return file.spend;
    }

    private void read(CsvRows csv) {
        if (csv.rows().isEmpty()) {
            throw new IllegalArgumentException(name + ": is empty");
        }
        CsvRows.Row head = csv.rows().get(0);
        int cost = column(head, SPEND);
        int day = column(head, DAY);
        int from = day >= 0 ? day : column(head, FROM);
        int to = day >= 0 ? day : column(head, TO);
        if (column(head, ID) < 0) {
            throw new IllegalArgumentException(name + ":" + head.line()
                    + ": no column is named Ad ID, Identificador del anuncio, source_id or id; add it to the export");
        }
        if (csv.unclosed() > 0) {
            problem(csv.unclosed(), "a quote (\") is opened and never closed: what follows it was not read");
        }
        if (cost >= 0) {
            Matcher currency = Pattern.compile("\\((\\p{L}{3})\\)").matcher(head.cell(cost));
            spend.currency(currency.find() ? currency.group(1) : "");
        }
        List<CsvRows.Row> rows = csv.rows().subList(1, csv.rows().size());
        Amounts amounts = new Amounts(rows.stream().map(row -> row.cell(cost)).toList(), csv.separator());
        AdDays days = new AdDays(rows.stream().map(row -> row.cell(from)).toList());
        Columns columns = new Columns(
                column(head, ID),
                column(head, NAME),
                column(head, CAMPAIGN),
                column(head, AD_SET),
                column(head, OPERATION),
                cost,
                from,
                to);
        Map<List<String>, Integer> seen = new HashMap<>();
        List<CsvRows.Row> totals = new ArrayList<>();
        for (CsvRows.Row row : rows) {
            Integer same = seen.putIfAbsent(row.cells(), row.line());
            if (TOTALS.matcher(row.cell(columns.id)).matches()) {
                totals.add(row);
            } else if (same != null) {
                problem(row.line(), "is the same as line " + same + ", and counts once");
            } else {
                try {
                    row(row, columns, amounts, days);
                } catch (IllegalArgumentException e) {
                    problem(row.line(), e.getMessage());
                }
            }
        }
        spend.overlaps()
                .forEach(pair -> problem(
                        pair.get(0).line(),
                        "its days are among those of line " + pair.get(1).line() + ", of the same ad; both count"));
        totals.forEach(row -> totals(row, amounts.of(row.cell(cost))));
    }

    private void problem(int line, String text) {
        spend.problem(name + ":" + line + ": " + text);
    }

    /** A row of totals tells nothing new where it fits the others, and that some are missing where it does not. */
    private void totals(CsvRows.Row row, BigDecimal said) {
        if (said == null) {
            problem(row.line(), "has no id of an ad (a row of totals?)");
        } else if (said.subtract(spend.sum()).abs().compareTo(ROUNDED) > 0) {
            problem(
                    row.line(),
                    "has no id of an ad (a row of totals? It says " + said.toPlainString()
                            + ", and the rows that were understood have "
                            + spend.sum().toPlainString() + ")");
        }
    }

    private record Columns(int id, int name, int campaign, int adSet, int operation, int cost, int from, int to) {}

    private void row(CsvRows.Row row, Columns columns, Amounts amounts, AdDays days) {
        String id = id(row.cell(columns.id));
        String named = row.cell(columns.name);
        spend.add(
                new AdSpend.Ad(id, named.isEmpty() ? id : named, row.cell(columns.campaign), row.cell(columns.adSet)));
        String cost = row.cell(columns.cost);
        if (cost.matches("[-–—]?")) {
            return;
        }
        BigDecimal amount = amounts.of(cost);
        if (amount == null) {
            throw new IllegalArgumentException("spent = " + cost + ": is no amount");
        }
        LocalDate first = days.of(row.cell(columns.from));
        LocalDate last = days.of(row.cell(columns.to));
        if (first != null && last != null && last.isBefore(first)) {
            throw new IllegalArgumentException("its last day " + last + " is before its first " + first);
        }
        spend.add(new AdSpend.Cost(
                id, row.cell(columns.operation), first, last == null ? first : last, amount, row.line()));
    }

    /** An id as the API writes it, of what a manager (a:120263...) or a spreadsheet (="120263...", 120.263...) made. */
    private static String id(String cell) {
        String id = cell.replaceAll("^=?[\"']+|[\"']+$", "").replaceAll("^[a-z]{1,2}:(?=\\d)", "");
        if (id.matches("\\d+([.,]\\d+)?[eE]\\+?\\d+")) {
            throw new IllegalArgumentException(
                    "the id " + id + " was rounded by a spreadsheet; export again and do not save it there");
        }
        return id.matches("\\d{1,3}([.,]\\d{3}){4,}") || id.matches("\\d{6,}[.,]0+")
                ? id.replaceAll("(?<=\\d{6})[.,]0{1,2}$|[.,]", "")
                : id;
    }

    /** The first column that is named so, or begins so: {@code Importe gastado (COP)}. */
    private static int column(CsvRows.Row head, List<String> names) {
        for (String wanted : names) {
            for (int i = 0; i < head.cells().size(); i++) {
                String heading = heading(head.cell(i));
                if (heading.equals(wanted) || heading.startsWith(wanted + " (")) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static String heading(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace('_', ' ')
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
