package org.clickrouter.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.clickrouter.doctor.finding.Topic;
import org.junit.jupiter.api.Test;

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
}
