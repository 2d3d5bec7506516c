package org.clickrouter.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Behaviour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules and the dashboard of deploy/: what they ask for is there, and the rules fire when they should. */
class PrometheusFilesTest {

    private static final Path ALERTS = Path.of("deploy/alerts.yml");
    private static final Path DASHBOARD = Path.of("deploy/grafana/click-router.json");
    private static final Pattern METRIC = Pattern.compile("\\b((?:clickrouter|jvm|process)_[a-z_]+)(\\{[^}]*})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on|without)\\s*\\(([^)]*)\\)");
    private static final Pattern TOLD = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");
    /** Prometheus adds these when it scrapes. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("instance", "job");

    /** Nothing of the kind happens here. */
    private static final Set<String> NOT_HERE = Set.of(
            "clickrouter_answers_noted_total",
            "clickrouter_contacts_total",
            "clickrouter_deliveries_html_total",
            "clickrouter_routing_failed_total");

    @TempDir
    private Path home;

    /** @return what an expression asks for: metric names, each with the labels that its selector names */
    private static Map<String, Set<String>> asked(String expression) {
        Map<String, Set<String>> asked = new TreeMap<>();
        Matcher metric = METRIC.matcher(expression);
        while (metric.find()) {
            Set<String> labels = asked.computeIfAbsent(metric.group(1), name -> new TreeSet<>());
            if (metric.group(2) != null) {
                LABEL.matcher(metric.group(2)).results().forEach(found -> labels.add(found.group(1)));
            }
        }
        return asked;
    }

    /** @return labels by metric, as a scrape shows them */
    private static Map<String, Set<String>> shown(String scrape) {
        Map<String, Set<String>> shown = new TreeMap<>();
        scrape.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Set<String> labels = shown.computeIfAbsent(line.replaceFirst("[{ ].*", ""), name -> new TreeSet<>());
            LABEL.matcher(line).results().forEach(found -> labels.add(found.group(1)));
        });
        return shown;
    }

    /** An expression, and what is written about its result. */
    private record Query(String where, String expression, List<String> texts) {}

    private static List<Query> queries() throws Exception {
        List<Query> queries = new ArrayList<>();
        Matcher alert = Pattern.compile("(?s)- alert: (\\w+).*?expr: ([^\\n]+).*?description: ([^\\n]+)")
                .matcher(Files.readString(ALERTS));
        while (alert.find()) {
            queries.add(new Query(alert.group(1), alert.group(2), List.of(alert.group(3))));
        }
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        panel.get("title").asText(),
                        target.get("expr").asText(),
                        List.of(target.get("legendFormat").asText())));
            }
        }
        for (JsonNode note : dashboard.at("/annotations/list")) {
            queries.add(new Query(
                    "annotation",
                    note.get("expr").asText(),
                    List.of(note.get("titleFormat").asText())));
        }
        for (JsonNode variable : dashboard.at("/templating/list")) {
            if (variable.get("type").asText().equals("query")) {
                // label_values(metric, label)
                String[] parts = variable.at("/query/query").asText().split("[(,) ]+");
                queries.add(new Query("variable", parts[1] + "{" + parts[2] + "=\"\"}", List.of()));
            }
        }
        return queries;
    }

    /** @return labels of what a scrape shows of the product itself, by name without the ending of a timer's parts */
    private static Map<String, Set<String>> ours(Map<String, Set<String>> shown) {
        Map<String, Set<String>> ours = new TreeMap<>();
        shown.forEach((name, labels) -> {
            if (name.startsWith("clickrouter_")) {
                Set<String> own = new TreeSet<>(labels);
                own.remove("le");
                ours.computeIfAbsent(name.replaceFirst("_seconds_(bucket|count|sum|max)$", "_seconds"), n -> own);
            }
        });
        return ours;
    }

    /** @return the same of the list that the reference is made of */
    private static Map<String, Set<String>> ours() {
        Map<String, Set<String>> ours = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            if (!NOT_HERE.contains(metric.exported())) {
                ours.put(metric.exported(), new TreeSet<>(metric.labels()));
            }
        }
        return ours;
    }

    @Test
    void eachMetricAndLabelThatTheyAskForIsThereInARunningProduct() throws Exception {
        assertThat(queries()).hasSizeGreaterThan(30);
        try (Rig rig = new Rig(home)) {
            rig.set("email.host", "127.0.0.1")
                    .set("email.port", "1")
                    .set("email.from", "router@example.org")
                    .set("email.to", "sales@example.org")
                    .set("email.codes", "VENTA");
            Router first = rig.click("a", "VENTA").start();
            eventually(() -> assertThat(rig.received()).hasSize(1));
            // What is learned of all clicks is asked at the start, and then once an hour.
            rig.stop(first);
            Router router = rig.start();
            rig.webhook.behave(Behaviour.status(503));
            rig.click("b", "VENTA");
            Rig.store(router).edit().found("machine-disk", "bad", "full", "make room");
            Rig.store(router).edit().quarantined("{}", "why", System.currentTimeMillis());

            Map<String, Set<String>> seen = new TreeMap<>();
            eventually(() -> {
                Map<String, Set<String>> shown = shown(Rig.health(router, "/observe/metrics"));
                assertThat(ours(shown))
                        .as("metrics of docs/reference/metrics.md")
                        .isEqualTo(ours());
                for (Query query : queries()) {
                    Set<String> known = new TreeSet<>(OF_THE_SCRAPE);
                    asked(query.expression()).forEach((metric, labels) -> {
                        assertThat(shown).as(query.where()).containsKey(metric);
                        known.addAll(shown.get(metric));
                        labels.removeAll(OF_THE_SCRAPE);
                        assertThat(shown.get(metric)).as(query.where()).containsAll(labels);
                    });
                    Stream.concat(
                                    GROUPING.matcher(query.expression())
                                            .results()
                                            .flatMap(found ->
                                                    Stream.of(found.group(1).split("\\s*,\\s*"))),
                                    query.texts().stream()
                                            .flatMap(text -> TOLD.matcher(text).results())
                                            .map(found -> found.group(1)))
                            .forEach(
                                    label -> assertThat(known).as(query.where()).contains(label));
                }
            });
        }
    }

    @Test
    void prometheusItselfTakesTheRulesAndEachFiresWhenItShould() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(":")).map(Path::of))
                .as("promtool is not there: the rules are not tried (Debian has it in the package prometheus)")
                .anyMatch(folder -> Files.isExecutable(folder.resolve("promtool")));

        for (List<String> words :
                List.of(List.of("check", "rules", "alerts.yml"), List.of("test", "rules", "alerts_test.yml"))) {
            List<String> command = new ArrayList<>(List.of("promtool"));
            command.addAll(words);
            Process promtool = new ProcessBuilder(command)
                    .directory(Path.of("deploy").toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(promtool.getInputStream().readAllBytes());
            assertThat(promtool.waitFor()).as(output).isZero();
        }
        List<String> rules = Pattern.compile("- alert: (\\w+)")
                .matcher(Files.readString(ALERTS))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(Files.readString(Path.of("deploy/alerts_test.yml")).lines())
                .as("a rule without a test")
                .filteredOn(line -> line.startsWith("  - name: "))
                .extracting(line -> line.substring("  - name: ".length()))
                .containsExactlyElementsOf(rules);
    }
}
