package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clickrouter.observe.Metric;
import org.clickrouter.settings.catalog.Setting;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.text.Durations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The pages of {@code docs/reference/} are the settings' catalogue and the commands themselves on paper. With
 * {@code -Dreference.write=true} they are written anew.
 */
class ReferenceTest {

    private static final Path FOLDER = Path.of("docs/reference");
    private static final int WIDTH = 110;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";
    private static final Pattern LITERAL = Pattern.compile(STRING);
    /** Where no level stands before it, it depends, and is a warning at most. */
    private static final Pattern LOGGED = Pattern.compile("(?:LOG\\s*\\.(error|warn|info)|\\)\\s*\\.log)\\(\\s*("
            + STRING.replace("((?:", "(?:(?:") + "(?:\\s*\\+\\s*" + STRING.replace("((?:", "(?:(?:") + ")*)");

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
    void theSchemaOfTheSettingsIsTheCatalogueToo() throws IOException {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Settings of Click Router, as keys and values in YAML or JSON")
                .put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ObjectNode ofOperations = JSON.createObjectNode();
        for (Setting setting : SettingsCatalog.all()) {
            describe(properties.putObject(setting.key()), setting);
            if (setting.perOperation()) {
                describe(ofOperations.putObject("^" + setting.keyOf("[A-Za-z0-9_-]+") + "$"), setting);
            }
        }
        schema.set("patternProperties", ofOperations);
        agrees(
                "settings.schema.json",
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema).replace("\r\n", "\n") + "\n");
    }

    private static void describe(ObjectNode property, Setting setting) {
        property.put("description", setting.comment() + ". It " + setting.kind().rule() + ".");
        String rule = setting.kind().rule();
        if (setting.kind().name().equals("enum")) {
            for (String value : rule.substring("must be one of ".length()).split(", ")) {
                property.withArray("examples").add(value);
            }
        }
        property.putArray("type").add("string").add("number").add("boolean");
        if (!setting.defaultValue().isEmpty()) {
            property.put("default", setting.defaultValue());
        }
        if (setting.secret()) {
            property.put("writeOnly", true);
        }
    }

    @Test
    void theLinesOfTheLogOnPaperAreThoseOfTheSources() throws IOException {
        Map<String, Set<String>> lines = new TreeMap<>();
        for (Path source : sources()) {
            String logger = source.getFileName().toString().replace(".java", "");
            Matcher line = LOGGED.matcher(Files.readString(source));
            while (line.find()) {
                String level = line.group(1) == null ? "WARN" : line.group(1).toUpperCase(Locale.ROOT);
                lines.computeIfAbsent(level, l -> new TreeSet<>())
                        .add("| `" + words(line.group(2)) + "` | " + logger + " |");
            }
        }
        StringBuilder page = new StringBuilder("""
                # The lines of the log

                What the product itself says, with `…` for what changes. The words before the first colon are fields of their own with
                `log.format=json` ([production.md](../production.md#logs)); the class is the line's logger. This page is made from the
                sources.
                """);
        for (String level : List.of("ERROR", "WARN", "INFO")) {
            page.append("\n## ").append(level).append("\n\n| line | class |\n| --- | --- |\n");
            lines.get(level).forEach(line -> page.append(line).append("\n"));
        }
        agrees("log.md", page.toString());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** @param literals strings in Java, with plus signs between them */
    private static String words(String literals) {
        return LITERAL.matcher(literals)
                .results()
                .map(literal -> literal.group(1))
                .collect(Collectors.joining())
                .replace("\\\"", "\"")
                .replace("{}", "…")
                .replace("|", "\\|");
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

    @Test
    void theJsonOnPaperIsWhatCommandsPrintAndPagesAre() throws IOException {
        agrees("json.md", JsonPage.text());
    }

    @Test
    void theWebhookOnPaperIsWhatAReceiverGets(@TempDir Path home) throws IOException {
        agrees("webhook.md", WebhookPage.text(home));
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
