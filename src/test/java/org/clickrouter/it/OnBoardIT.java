package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/on-board.md names what the packaged jar has, neither more nor less. */
class OnBoardIT {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    @ParameterizedTest
    @CsvSource({"component, Components", "language, Languages", "dataformat, Data formats"})
    void thePageNamesWhatTheJarHas(String kind, String title) throws IOException {
        List<String> there;
        try (JarFile jar = new JarFile(System.getProperty("click-router.jar", "target/click-router.jar"))) {
            there = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches(SERVICES + kind + "/[^/]+"))
                    .map(name -> name.substring(name.lastIndexOf('/') + 1))
                    .sorted()
                    .toList();
        }
        String page = Files.readString(Path.of("docs/on-board.md"));
        String list = page.substring(page.indexOf("- **" + title + "**:"))
                .replaceFirst("(?s)(\n- \\*\\*|\n\n).*", "")
                .replaceAll("\\([^)]*\\)", "");
        List<String> named = Pattern.compile("`([^`]+)`")
                .matcher(list)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(named).isEqualTo(there);
    }
}
