package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * What a command prints can be had as JSON, and docs/reference/json.md, which {@link ReferenceTest} writes, tells it.
 */
class JsonNamesTest {

    /** What only starts something, or prints a text of a form of its own. */
    private static final Set<String> NO_DATA = Set.of("run", "simulate", "ddl", "completion", "help", "train", "queue");

    @Test
    void eachCommandThatPrintsDataPrintsItAsJsonToo() {
        CommandLine line = new CommandLine(new ClickRouter());
        Set<String> without = line.getSubcommands().entrySet().stream()
                .filter(command -> command.getValue().getCommandSpec().findOption("--json") == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(without).isEqualTo(NO_DATA);
    }

    @Test
    void whatEachOfThemPrintsIsOnPaper() throws IOException {
        String headings = Files.readAllLines(Path.of("docs/reference/json.md")).stream()
                .filter(line -> line.startsWith("## "))
                .collect(Collectors.joining());

        assertThat(new CommandLine(new ClickRouter()).getSubcommands().keySet())
                .filteredOn(name -> !NO_DATA.contains(name))
                .allSatisfy(name -> assertThat(headings).contains("`" + name + "`"));
    }
}
