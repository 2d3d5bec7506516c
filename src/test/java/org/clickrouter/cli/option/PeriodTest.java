package org.clickrouter.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.clickrouter.cli.ClickRouter;
import org.clickrouter.settings.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Which stretch of time: one vocabulary for all commands. */
class PeriodTest {

    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final Instant NOW = Instant.parse("2026-11-28T15:00:00Z");

    private static Period of(String... arguments) {
        Period period = new Period();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("period", CommandLine.Model.CommandSpec.forAnnotatedObject(period)))
                .parseArgs(arguments);
        return period;
    }

    @ParameterizedTest
    @CsvSource({
        "--from, 2026-11-01, 2026-11-01T05:00:00Z",
        "--since, 2026-11-01, 2026-11-01T05:00:00Z",
        "--from, 2026-11-01T15:00, 2026-11-01T20:00:00Z",
        "--from, 2026-11-01 15:00:30, 2026-11-01T20:00:30Z",
        "--from, 2026-11-01T15:00+01:00, 2026-11-01T14:00:00Z",
        "--from, 2026-11-01T15:00+0100, 2026-11-01T14:00:00Z",
        "--from, 2026-11-01T15:00:00Z, 2026-11-01T15:00:00Z",
        "--from, 2026-11-01 15:00:00 -05:00, 2026-11-01T20:00:00Z",
        "--from, 1793563200000, 2026-11-01T20:00:00Z",
        "--from, 2h, 2026-11-28T13:00:00Z",
        "--last, 30d, 2026-10-29T15:00:00Z"
    })
    void aBeginIsADayATimeOrALengthBack(String option, String text, Instant begin) {
        assertThat(of(option, text).moments(BOGOTA, NOW)).isEqualTo(new Period.Moments(begin, null));
    }

    @ParameterizedTest
    @CsvSource({
        "--to, 2026-11-01, 2026-11-02T05:00:00Z",
        "--until, 2026-11-01T15:00, 2026-11-01T20:00:00Z",
        "--to, 30m, 2026-11-28T14:30:00Z"
    })
    void anEndIsTheSameAndADayIsWithin(String option, String text, Instant end) {
        assertThat(of(option, text).moments(BOGOTA, NOW)).isEqualTo(new Period.Moments(null, end));
    }

    @ParameterizedTest
    @CsvSource({
        "--from 2026-11-01 --to 2026-11-30, 2026-11-01, 2026-11-30",
        "--from 7d, 2026-11-21,",
        "--from 48h --to 1d, 2026-11-26, 2026-11-27",
        "--last 7d, 2026-11-22, 2026-11-28"
    })
    void wholeDaysAreAskedForInTheSameWords(String options, LocalDate from, LocalDate to) {
        assertThat(of(options.split(" ")).days(BOGOTA, NOW)).isEqualTo(new Period.Days(from, to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--from;yesterday;--from yesterday: write a day such as 2026-11-01, a time of the operation's zone",
                "--from;2026-02-30;--from 2026-02-30: there is no such day or time; write a day",
                "--from;01/11/2026;--from 01/11/2026: write a day such as 2026-11-01",
                "--to;3w;--to 3w: write a day",
                "--last;tomorrow;--last 'tomorrow' is not a length of time: write a whole number and a unit",
                "--last;99999d;--last 99999d: must be 36500d or less",
                "--last=2h --from=1h;;--last 2h: goes without --from and --to; give either",
                "--from=1h --to=2h;;--to 2h: must not be before --from 1h"
            })
    void aMistakeNamesTheOptionTheTextAndTheForms(String option, String text, String words) {
        Period period = text == null ? of(option.split(" ")) : of(option, text);

        assertThatThrownBy(() -> period.moments(BOGOTA, NOW))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(words);
    }

    @ParameterizedTest
    @CsvSource({
        "--from=2026-11-01T15:00,--from 2026-11-01T15:00: whole days are meant here: write a day such as 2026-11-01",
        "--last=36h,--last 36h: whole days are meant here",
        "--last=0d,--last 0d: must be 1d or more",
        "--from=2026-02-30,--from 2026-02-30: there is no such day",
        "--from=1d --to=2d,--to 2d: must not be before --from 1d"
    })
    void whatIsNoWholeDayIsRefusedWhereDaysAreMeant(String options, String words) {
        assertThatThrownBy(() -> of(options.split(" ")).days(BOGOTA, NOW))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(words);
    }

    @Test
    void theOptionsCanBeSaidAgainToAnotherCommand() {
        assertThat(of("--last", "3d").options()).isEqualTo(" --last 3d");
        assertThat(of("--from", "2026-11-01 15:00", "--to", "1h").options())
                .isEqualTo(" --from '2026-11-01 15:00' --to 1h");
    }

    /** A destination's or a store's {@code --to}, of queue move and move, is no time. */
    @Test
    void eachCommandThatTakesATimeTakesAllOfThemInTheSameWords() {
        Map<String, String> told = new TreeMap<>();
        commands(new CommandLine(new ClickRouter()))
                .forEach(command -> command.getCommandSpec().options().stream()
                        .filter(option -> option.paramLabel().equals("TIME")
                                || option.longestName().matches("--last|--since"))
                        .forEach(option -> told.merge(command.getCommandName(), said(option), String::concat)));

        assertThat(told)
                .containsOnlyKeys(
                        "ads",
                        "backfill",
                        "certificate",
                        "coverage",
                        "dead",
                        "deliveries",
                        "find",
                        "reconcile",
                        "rehearse",
                        "replay");
        assertThat(told.values()).allMatch(told.get("find")::equals);
        assertThat(told.get("find")).contains("--from", "--since", "--to", "--until", "--last");
    }

    private static Stream<CommandLine> commands(CommandLine line) {
        return line.getSubcommands().values().stream()
                .flatMap(command -> Stream.concat(Stream.of(command), commands(command)));
    }

    private static String said(OptionSpec option) {
        return String.join(" ", option.names()) + " " + String.join(" ", option.description()) + "\n";
    }
}
