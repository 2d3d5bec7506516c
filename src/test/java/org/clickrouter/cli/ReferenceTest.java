package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.clickrouter.observe.Metric;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.text.Durations;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The pages of {@code docs/reference/} are the settings' catalogue and the commands themselves on paper. With
 * {@code -Dreference.write=true} they are written anew.
 */
class ReferenceTest {

    private static final Path FOLDER = Path.of("docs/reference");
    private static final int WIDTH = 110;

    @Test
    void theSettingsOnPaperAreThoseOfTheCatalogue() throws IOException {
        StringBuilder page = new StringBuilder("""
                # The settings

                Every key of `application.properties`. Each is also an environment variable (upper case, `_` for `.` and `-`) and a
                `-D` option of Java. A key marked with \\* may be an operation's own: `wolkvox.NAME.token` and so on. A secret may stand in
                a file of its own, `KEY_FILE` or `key.file`, or in [a vault](../secrets.md). This page is made from the product itself.
                """);
        String group = "";
        for (Setting setting : SettingsCatalog.all()) {
            if (!setting.group().equals(group)) {
                group = setting.group();
                page.append("\n## ")
                        .append(group)
                        .append("\n\n| key | default | unit | meaning |\n| --- | --- | --- | --- |\n");
            }
            page.append("| `")
                    .append(setting.key())
                    .append(setting.perOperation() ? "` \\* | " : "` | ")
                    .append(setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`")
                    .append(" | ")
                    .append(setting.unit())
                    .append(" | ")
                    .append(setting.description().replace("|", "\\|"))
                    .append(setting.secret() ? " A secret." : "")
                    .append(" |\n");
        }
        agrees("settings.md", page.toString());
    }

    @Test
    void theCommandsOnPaperAreWhatTheirHelpSays() throws IOException {
        StringBuilder page = new StringBuilder("""
                # The commands

                What `click-router COMMAND --help` prints. Exit codes: 0 done, 1 failed, 2 wrong usage or settings. This page is made from
                the product itself.
                """);
        Map<String, CommandLine> commands = new TreeMap<>(new CommandLine(new ClickRouter()).getSubcommands());
        commands.remove("help");
        commands.forEach((name, command) -> {
            page.append("\n## ")
                    .append(name)
                    .append("\n\n```\n")
                    .append(help(command))
                    .append("```\n");
            new TreeMap<>(command.getSubcommands())
                    .forEach((inner, its) ->
                            page.append("\n```\n").append(help(its)).append("```\n"));
        });
        agrees("commands.md", page.toString());
    }

    @Test
    void theMetricsOnPaperAreThoseThatTheProductHas() throws IOException {
        StringBuilder page = new StringBuilder("""
                # The metrics

                What `/observe/metrics` shows of the product itself, beside what the Java machine shows (`jvm_`, `process_`, `system_`). Of a
                timer there are `_count`, `_sum` and `_max`, of a histogram `_bucket` as well. This page is made from the product itself.

                | metric | kind | labels | what it tells |
                | --- | --- | --- | --- |
                """);
        for (Metric metric : Metric.values()) {
            page.append("| `")
                    .append(metric.exported())
                    .append("` | ")
                    .append(metric.kind().name().toLowerCase(Locale.ROOT))
                    .append(" | `")
                    .append(String.join("`, `", metric.labels()))
                    .append("` | ")
                    .append(metric.meaning())
                    .append(
                            metric.buckets().isEmpty()
                                    ? ""
                                    : metric.buckets().stream()
                                            .map(Durations::format)
                                            .collect(Collectors.joining(", ", "; up to ", "")))
                    .append(" |\n");
        }
        agrees("metrics.md", page.toString());
    }

    private static String help(CommandLine command) {
        command.setUsageHelpWidth(WIDTH);
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                .replace("\r\n", "\n")
                .replaceAll("(?m)[ \t]+$", "");
    }

    private static void agrees(String name, String text) throws IOException {
        Path page = FOLDER.resolve(name);
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page))
                .as(
                        page
                                + " differs from the product: write it anew with ./mvnw test -Dtest=ReferenceTest -Dreference.write=true")
                .isEqualTo(text);
    }
}
