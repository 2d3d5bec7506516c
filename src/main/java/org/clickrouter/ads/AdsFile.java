package org.clickrouter.ads;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
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
    private static final List<String> SPEND =
            List.of("amount spent", "importe gastado", "spend", "gasto", "inversion", "costo", "coste", "cost");
    private static final List<String> DAY = List.of("day", "dia", "date", "fecha");
    private static final List<String> FROM = List.of("reporting starts", "inicio del informe");
    private static final List<String> TO = List.of("reporting ends", "fin del informe");
    private static final Pattern DATE = Pattern.compile("(\\d{1,4})[-/.](\\d{1,2})[-/.](\\d{1,4})");
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

    static AdSpend parse(String name, byte[] bytes) {
        AdsFile file = new AdsFile(name);
        file.read(CsvRows.of(CsvRows.text(bytes)));
        return file.spend;
    }

    private void read(CsvRows csv) {
        if (csv.rows().isEmpty()) {
            throw new IllegalArgumentException(name + ": is empty");
        }
        CsvRows.Row head = csv.rows().get(0);
        int id = column(head, ID);
        int cost = column(head, SPEND);
        int day = column(head, DAY);
        int from = day >= 0 ? day : column(head, FROM);
        int to = day >= 0 ? day : column(head, TO);
        if (id < 0) {
            throw new IllegalArgumentException(name + ":" + head.line()
                    + ": no column is named Ad ID, Identificador del anuncio, source_id or id; add it to the export");
        }
        if (cost >= 0) {
            Matcher currency = Pattern.compile("\\((\\p{L}{3})\\)").matcher(head.cell(cost));
            spend.currency(currency.find() ? currency.group(1) : "");
        }
        List<CsvRows.Row> rows = csv.rows().subList(1, csv.rows().size());
        Amounts amounts = new Amounts(rows.stream().map(row -> row.cell(cost)).toList(), csv.separator());
        boolean monthFirst = rows.stream().anyMatch(row -> {
            Matcher date = DATE.matcher(row.cell(from));
            return date.matches() && date.group(1).length() < 3 && Integer.parseInt(date.group(2)) > 12;
        });
        int[] names = {column(head, NAME), column(head, CAMPAIGN), column(head, AD_SET)};
        for (CsvRows.Row row : rows) {
            try {
                row(row, id, names, cost < 0 ? null : amounts, cost, from, to, monthFirst);
            } catch (IllegalArgumentException e) {
                spend.problem(name + ":" + row.line() + ": " + e.getMessage());
            }
        }
    }

    private void row(
            CsvRows.Row row,
            int idColumn,
            int[] names,
            Amounts amounts,
            int cost,
            int from,
            int to,
            boolean monthFirst) {
        // A spreadsheet is told by some exports that an id is text by ="1202...", or by an apostrophe.
        String id = row.cell(idColumn).replaceAll("^=?[\"']+|\"+$", "");
        if (id.isEmpty()) {
            throw new IllegalArgumentException("has no id of an ad (a row of totals?)");
        }
        if (id.matches("\\d+([.,]\\d+)?[eE]\\+?\\d+")) {
            throw new IllegalArgumentException(
                    "the id " + id + " was rounded by a spreadsheet; export again and do not save it there");
        }
        spend.add(new AdSpend.Ad(
                id, row.cell(names[0]).isEmpty() ? id : row.cell(names[0]), row.cell(names[1]), row.cell(names[2])));
        if (amounts == null || row.cell(cost).isEmpty()) {
            return;
        }
        BigDecimal amount = amounts.of(row.cell(cost));
        if (amount == null) {
            throw new IllegalArgumentException("spent = " + row.cell(cost) + ": is no amount");
        }
        LocalDate first = date(row.cell(from), monthFirst);
        LocalDate last = date(row.cell(to), monthFirst);
        spend.add(new AdSpend.Cost(id, first, last == null ? first : last, amount));
    }

    private static LocalDate date(String text, boolean monthFirst) {
        if (text.isEmpty()) {
            return null;
        }
        Matcher date = DATE.matcher(text.length() > 10 ? text.substring(0, 10) : text);
        try {
            if (date.matches()) {
                int a = Integer.parseInt(date.group(1));
                int b = Integer.parseInt(date.group(2));
                int c = Integer.parseInt(date.group(3));
                return a > 31
                        ? LocalDate.of(a, b, c)
                        : LocalDate.of(c < 100 ? 2000 + c : c, monthFirst ? a : b, monthFirst ? b : a);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new IllegalArgumentException("day = " + text + ": is no day such as 2026-11-27 or 27/11/2026");
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
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('_', ' ')
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
