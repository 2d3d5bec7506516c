package org.clickrouter.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of the pages in one language, one file each. */
public final class Words {

    static final String DEFAULT = "en";
    private static final Map<String, Words> ALL =
            List.of("en", "es").stream().collect(Collectors.toMap(l -> l, Words::new));

    private static final Pattern ONE_OR_MORE = Pattern.compile("\\[([^|\\]]*)\\|([^\\]]*)\\]");
    private static final long GROUPED = 10_000;

    private final String language;
    private final Properties words = new Properties();

    private Words(String language) {
        this.language = language;
        String file = "/META-INF/click-router/console/words_" + language + ".properties";
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param chosen the reader's own choice, or null
     * @param accepted header Accept-Language, or null
     */
    static Words chosen(String chosen, String accepted) {
        if (chosen != null && ALL.containsKey(chosen)) {
            return ALL.get(chosen);
        }
        try {
            List<Locale.LanguageRange> ranges = accepted == null ? List.of() : Locale.LanguageRange.parse(accepted);
            return ranges.stream()
                    .map(range -> ALL.get(range.getRange().split("-")[0]))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(ALL.get(DEFAULT));
        } catch (IllegalArgumentException e) {
            return ALL.get(DEFAULT);
        }
    }

    /** The language's code: {@code en}, {@code es}. */
    public String language() {
        return language;
    }

    /** @return the words for a key; the key itself where there are none */
    public String of(String key) {
        return words.getProperty(key, key);
    }

    /**
     * Words with values in their places, {@code {0}}, {@code {1}} ... Of {@code [delivery|deliveries]} the first stands
     * for one, the second for another number: the last of the values that is one.
     */
    public String of(String key, Object... values) {
        boolean one = false;
        for (Object value : values) {
            String text = String.valueOf(value);
            one = text.matches("\\d+") ? text.equals("1") : one;
        }
        String text = ONE_OR_MORE.matcher(of(key)).replaceAll(one ? "$1" : "$2");
        for (int i = 0; i < values.length; i++) {
            text = text.replace(
                    "{" + i + "}", values[i] instanceof Number n ? number(n.longValue()) : String.valueOf(values[i]));
        }
        return text;
    }

    /** A number that people count in, from ten thousand on with its thousands apart. */
    public String number(long number) {
        return number < GROUPED
                ? String.valueOf(number)
                : String.format(Locale.forLanguageTag(language), "%,d", number);
    }
}
