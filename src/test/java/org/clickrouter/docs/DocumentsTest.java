package org.clickrouter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and docs/ can be read: short, linked, and all found from the README. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static List<Path> pages() {
        return Stream.concat(
                        Snippet.pages().stream(),
                        Stream.of("BEHAVIOR.md", "CHANGELOG.md", "CONTRIBUTING.md")
                                .map(Path::of))
                .toList();
    }

    private static List<String> links(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        return link.results()
                .map(found -> found.group(1))
                .filter(target -> !target.contains(":"))
                .toList();
    }

    /** The anchors that a page's headings have on the usual web sites. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void theReadmeIsReadInOneSitting() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void theReadmeKeepsItsTwoCommands() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains(
                        "\n    ./mvnw -q package -DskipTests && java -jar target/click-router.jar run --demo\n",
                        "\n    ./mvnw -B verify\n");
    }

    /** What is typed is the same in both languages: commands, snippets, and the rows of the table of commands. */
    @Test
    void theSpanishReadmeHasTheCommandsOfTheEnglishOne() throws IOException {
        assertThat(typed(Path.of("README.es.md"))).isNotEmpty().isEqualTo(typed(Path.of("README.md")));
    }

    private static List<String> typed(Path readme) throws IOException {
        String text = Files.readString(readme).replaceAll("(?s)```mermaid.*?```|    api      .*?\\n\\n", "");
        return Pattern.compile("(?ms)^    (?=\\S)[^\\n]+$|^ *```.*?^ *```|^\\| `[^|]*\\||^\\d\\. .*?`[^`]*`")
                .matcher(text)
                .results()
                .map(found -> found.group().replaceAll("(?s)^(\\d\\. ).*(?=`[^`]*`)", "$1"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachLinkLeadsSomewhere(Path page) throws IOException {
        for (String link : links(page)) {
            String[] parts = link.split("#", 2);
            Path target =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(target).as(page + ": " + link).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as(page + ": " + link).contains(parts[1]);
            }
        }
    }

    @Test
    void theReadmesMapHasEveryPage() throws IOException {
        List<String> linked = links(Path.of("README.md"));

        assertThat(linked)
                .containsAll(Snippet.pages().stream()
                        .map(Path::toString)
                        .filter(page -> !page.equals("README.md"))
                        .toList());
    }

    /** The table of destinations: tried by tests that are there, on a day that has been. */
    @Test
    void eachDestinationNamesItsTestsAndTheDay() throws IOException {
        List<String[]> rows = Files.readAllLines(Path.of("docs/destinations.md")).stream()
                .dropWhile(line -> !line.startsWith("| destination | how | tried against | by | on |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\s*\\|\\s*"))
                .toList();
        List<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString()).toList();
        }

        assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> {
            assertThat(row).hasSize(6);
            assertThat(Pattern.compile("`([^`]+)`").matcher(row[4]).results().map(name -> name.group(1) + ".java"))
                    .as(row[1])
                    .isNotEmpty()
                    .isSubsetOf(tests);
            // Midnight comes later in the west.
            assertThat(LocalDate.parse(row[5]))
                    .as(row[1])
                    .isBeforeOrEqualTo(LocalDate.now().plusDays(1));
        });
    }
}
