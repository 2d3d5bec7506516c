package org.clickrouter.ads;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Entries of codes.yaml for the codes that the account itself knows. */
public final class CodesSeed {

    private static final Set<String> YES = Set.of("yes", "si", "sí", "1", "true", "y", "s");
    private static final Pattern QUOTED = Pattern.compile("[\\\\\"\\p{Cntrl}]");

    private CodesSeed() {}

    /**
     * What is to be added to the file.
     *
     * @param text the file as it will be
     * @param added codes that it did not have
     */
    public record Seeded(String text, List<String> added) {}

    /**
     * Adds an entry for each code that the file does not name; what stands there stays as it is.
     *
     * @param name of the file, for mistakes
     * @param present text of the file, empty where there is none
     * @param known rows of {@code activity_codes}: cod_act, description_cod_act, hit, rpc
     * @throws IllegalArgumentException where the file has a mistake, or entries cannot be added at its end
     */
    public static Seeded seed(String name, String present, List<Map<String, String>> known) {
        CodeGroups there = CodesFile.parse(name, present);
        List<String> added = new ArrayList<>();
        StringBuilder text = new StringBuilder(present);
        if (!present.isEmpty() && !present.endsWith("\n")) {
            text.append('\n');
        }
        for (Map<String, String> row : known) {
            String code = Normalizer.normalize(row.getOrDefault("cod_act", ""), Normalizer.Form.NFC);
            if (code.isEmpty() || there.knows(code) || added.contains(code)) {
                continue;
            }
            added.add(code);
            boolean won = yes(row, "hit");
            String label = row.getOrDefault("description_cod_act", "");
            text.append("- code: ")
                    .append(quoted(code))
                    .append("\n  group: ")
                    .append(won ? "won" : yes(row, "rpc") ? "reached" : "other")
                    .append(label.isEmpty() || label.equals(code) ? "" : "\n  label: " + quoted(label))
                    .append(won ? "\n  won: true\n" : "\n");
        }
        try {
            CodesFile.parse(name, text.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name
                    + ": entries cannot be added at its end; write one entry a line, each with - before it ("
                    + e.getMessage().lines().findFirst().orElse("") + ")");
        }
        return new Seeded(text.toString(), added);
    }

    private static boolean yes(Map<String, String> row, String field) {
        return YES.contains(row.getOrDefault(field, "").toLowerCase(Locale.ROOT));
    }

    /** In quotes always: 002 and no are texts. */
    private static String quoted(String text) {
        return '"'
                + QUOTED.matcher(text).replaceAll(found -> switch (found.group()) {
                    case "\\" -> "\\\\\\\\";
                    case "\"" -> "\\\\\"";
                    default -> " ";
                })
                + '"';
    }
}
