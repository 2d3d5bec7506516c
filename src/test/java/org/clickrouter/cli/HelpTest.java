package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands say of themselves and of mistakes. */
class HelpTest {

    @TempDir
    private Path home;

    static Stream<String> commands() {
        // What people are not shown, such as what the launcher calls, needs no example.
        return new CommandLine(new ClickRouter())
                .getSubcommands().entrySet().stream()
                        .filter(command -> !command.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .map(Map.Entry::getKey)
                        .filter(name -> !name.equals("help"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandIsToldInWholeSentencesWithAnExample(String command) {
        CommandLine.Model.CommandSpec spec =
                new CommandLine(new ClickRouter()).getSubcommands().get(command).getCommandSpec();

        assertThat(spec.usageMessage().description()[0]).endsWith(".");
        assertThat(String.join("\n", spec.usageMessage().footer()))
                .contains("For example: ", "click-router " + command);
        assertThat(Output.of(command, "--help").exitCode()).isZero();
    }

    /** Commands of commands as well. */
    static Stream<String> allCommands() {
        return Stream.concat(commands(), Stream.of("queue move", "queue drop"));
    }

    @ParameterizedTest
    @MethodSource("allCommands")
    void eachHelpIsWholeWithoutAWarningAndTakesNoColor(String command) {
        Output output = Output.of((command + " --no-color --help").split(" "));

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text())
                .startsWith("Usage: click-router " + command)
                .contains("For example: ", "click-router " + command)
                .doesNotContain("WARN", "Unknown option", "%%", ";\n");
    }

    /** Asked for by name a command is made without the others. */
    @ParameterizedTest
    @MethodSource("commands")
    void aCommandByItselfTellsWhatItTellsAmongTheOthers(String command) {
        assertThat(Output.of(command, "--help").text())
                .isEqualTo(Output.of("help", command).text());
    }

    @ParameterizedTest
    @CsvSource({
        "pause crm --for tomorrow,'tomorrow' is not a length of time",
        "coverage --from 1.11.2026,--from 1.11.2026: whole days are meant here: write a day such as 2026-11-01",
        "dead --since yesterday,--from yesterday: write a day such as",
        "route nofile.json,nofile.json: there is no such file",
        "replay --reroute,name what is to be routed again",
        "replay --id x --history,go with --reroute alone"
    })
    void aMistakeIsToldInWordsWithoutTheNameOfAClass(String command, String words) {
        try (Rig rig = new Rig(home)) {
            rig.start();
            Output output = Output.of((command + " --home " + home).split(" "));

            assertThat(output.exitCode()).as(output.text()).isEqualTo(2);
            assertThat(output.text()).contains(words).doesNotContain("java.", "Exception");
        }
    }

    /** A look first, a question where a person sits there, and a word that leaves the question out. */
    @ParameterizedTest
    @ValueSource(
            strings = {"replay", "queue move", "queue drop", "forget", "backfill", "restore", "move", "resume", "doctor"
            })
    void whatSendsOrTakesAwayCanBeTriedAndAsks(String command) {
        CommandLine line = new CommandLine(new ClickRouter());
        for (String word : command.split(" ")) {
            line = line.getSubcommands().get(word);
        }

        assertThat(line.getCommandSpec().optionsMap()).containsKeys("--dry-run", "--yes");
    }

    @Test
    void aShellIsGivenWhatItNeedsToComplete() {
        assertThat(Output.of("completion"))
                .satisfies(o -> assertThat(o.exitCode()).isZero())
                .satisfies(o -> assertThat(o.text()).contains("complete", "click-router", "--reroute"));
        assertThat(Output.of("help", "replay").text()).contains("--reroute");
        assertThat(Output.of("--help", "--no-color").text()).doesNotContain("\u001b");
    }
}
