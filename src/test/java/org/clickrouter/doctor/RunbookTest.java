package org.clickrouter.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.clickrouter.doctor.finding.Topic;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each line of {@code doctor} leads to its section of the runbook, and no section is of something that is gone. */
class RunbookTest {

    @Test
    void eachCheckHasItsSectionAndEachSectionItsCheck() throws Exception {
        List<String> sections = Files.readAllLines(Path.of("docs/runbook.md")).stream()
                .filter(line -> line.matches("### [a-z-]+"))
                .map(line -> line.substring(4))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(
                        Stream.of(Topic.values()).map(Topic::id).toList());
        assertThat(Stream.of(Topic.values()).map(Topic::runbook))
                .allMatch(link -> Files.exists(Path.of(link.substring(0, link.indexOf('#')))));
    }

    @Test
    void eachAlertHasItsSectionAStaticSummaryAndADescription() throws Exception {
        List<String> sections = Files.readAllLines(Path.of("docs/runbook.md")).stream()
                .filter(line -> line.startsWith("### ClickRouter"))
                .map(line -> line.substring(4))
                .toList();
        List<String> alerts = new ArrayList<>();
        JsonNode rules = new ObjectMapper()
                .valueToTree(new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(Path.of("deploy/alerts.yml"))));
        for (JsonNode rule : rules.at("/groups/0/rules")) {
            String name = rule.get("alert").asText();
            alerts.add(name);
            assertThat(rule.at("/annotations/summary").asText())
                    .as(name)
                    .isNotEmpty()
                    .doesNotContain("{{");
            assertThat(rule.at("/annotations/description").asText()).as(name).contains("{{");
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        }

        assertThat(alerts).isNotEmpty().isEqualTo(sections);
    }
}
