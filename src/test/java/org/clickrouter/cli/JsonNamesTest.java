package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.ads.AdsReport;
import org.clickrouter.cli.task.BackfillRecord;
import org.clickrouter.cli.task.CertificateCommand;
import org.clickrouter.console.view.ClickLife;
import org.clickrouter.console.view.CoverageDays;
import org.clickrouter.console.view.Deliveries;
import org.clickrouter.console.view.DeliveryFilter;
import org.clickrouter.console.view.Overview;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The table of docs/commands.md names each field of what the commands and the console's pages give to programs. */
class JsonNamesTest {

    private static final Pattern NAME = Pattern.compile("`([a-z][a-z0-9_]*)`");
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE =
            new PropertyNamingStrategies.SnakeCaseStrategy();
    /** Keys of a map, which no record has. */
    private static final Set<String> KEYS = Set.of("later");

    private static Stream<Arguments> views() {
        return Stream.of(
                Arguments.of("pause", PauseCommand.View.class),
                Arguments.of("resume", ResumeCommand.View.class),
                Arguments.of("reload", ReloadCommand.View.class),
                Arguments.of("backfill", BackfillRecord.class),
                Arguments.of("certificate", CertificateCommand.Written.class),
                Arguments.of("certificate --verify", CertificateCommand.Checked.class),
                Arguments.of("certificate --public-key", CertificateCommand.Key.class),
                Arguments.of("restore", RestoreCommand.View.class),
                Arguments.of("move", MoveCommand.View.class),
                Arguments.of("status", Overview.class),
                Arguments.of("coverage", CoverageDays.class),
                Arguments.of("ads", AdsReport.class),
                Arguments.of("trace", ClickLife.class),
                Arguments.of("deliveries`, `dead", Deliveries.class));
    }

    /** Adds the names of a type's fields, and of theirs. What is asked for by a filter stands in docs/console.md. */
    private static void names(Type type, Set<String> names) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> names(argument, names));
        } else if (type instanceof Class<?> record && record.isRecord() && record != DeliveryFilter.class) {
            for (RecordComponent field : record.getRecordComponents()) {
                names.add(SNAKE.translate(field.getName()));
                names(field.getGenericType(), names);
            }
        }
    }

    /** What only starts something, or prints a text of a form of its own. */
    private static final Set<String> NO_DATA = Set.of("run", "simulate", "ddl", "completion", "help", "train", "queue");

    @Test
    void eachCommandThatPrintsDataPrintsItAsJsonToo() {
        CommandLine line = new CommandLine(new ClickRouter());
        Set<String> without = line.getSubcommands().entrySet().stream()
                .filter(command -> command.getValue().getCommandSpec().findOption("--json") == null)
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(without).isEqualTo(NO_DATA);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void eachFieldIsOnPaperAndNoOther(String command, Class<?> view) throws Exception {
        Set<String> names = new TreeSet<>();
        names(view, names);

        String row = Files.readAllLines(Path.of("docs/commands.md")).stream()
                .filter(line -> line.startsWith("| `" + command + "` |"))
                .reduce((first, last) -> last)
                .orElseThrow();
        Set<String> told = NAME.matcher(row.substring(row.indexOf('|', 1)))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !KEYS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(names);
    }
}
