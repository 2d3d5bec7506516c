package org.clickrouter.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clickrouter.store.reports.Trouble;
import org.junit.jupiter.api.Test;

/** The words of the pages. */
class WordsTest {

    private static final Path FILES = Path.of("src/main/resources/META-INF/click-router/console");

    private static Set<String> keys(String language) throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(FILES.resolve("words_" + language + ".properties"))) {
            words.load(in);
        }
        return new TreeSet<>(words.stringPropertyNames());
    }

    @Test
    void bothLanguagesHaveTheSameWords() throws IOException {
        assertThat(keys("es")).isEqualTo(keys("en")).hasSizeGreaterThan(50);
    }

    @Test
    void everyWordThatATemplateNamesIsThere() throws IOException {
        Pattern named = Pattern.compile("say\\(\"([a-zA-Z0-9.]+)\"[),]");
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> templates = Files.list(Path.of("src/main/jte"))) {
            for (Path template : templates.toList()) {
                Matcher word = named.matcher(Files.readString(template));
                while (word.find()) {
                    if (!keys("en").contains(word.group(1))) {
                        missing.add(template.getFileName() + ": " + word.group(1));
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyTroubleIsToldWithItsRemedy() throws IOException {
        for (Trouble.Kind kind : Trouble.Kind.values()) {
            String key = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(keys("en")).contains("problem." + key, "remedy." + key);
        }
    }

    @Test
    void oneIsToldAsOneAndManyHaveTheirThousandsApart() {
        Words english = Words.chosen("en", null);
        assertThat(english.of("problem.dead", "webhook", 1)).isEqualTo("1 delivery to webhook was given up.");
        assertThat(english.of("problem.dead", "crm[a|b]", 12_345))
                .isEqualTo("12,345 deliveries to crm[a|b] were given up.");
        assertThat(Words.chosen("es", null).of("problem.dead", "webhook", 12_345))
                .isEqualTo("Se desistió de 12.345 entregas a webhook.");
    }

    @Test
    void theBrowsersLanguageIsTakenUnlessTheReaderChoseOne() {
        assertThat(Words.chosen(null, "es-CO,es;q=0.9,en;q=0.5").language()).isEqualTo("es");
        assertThat(Words.chosen(null, "de-DE,en;q=0.3,es;q=0.1").language()).isEqualTo("en");
        assertThat(Words.chosen("en", "es").language()).isEqualTo("en");
        assertThat(Words.chosen("xx", "es").language()).isEqualTo("es");
        assertThat(Words.chosen(null, ";;;").language()).isEqualTo("en");
        assertThat(Words.chosen(null, null).language()).isEqualTo("en");
    }
}
