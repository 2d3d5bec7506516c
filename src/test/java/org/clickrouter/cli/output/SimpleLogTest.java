package org.clickrouter.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** It has no file of its own: what log4j2.xml silences, it must silence, too. */
class SimpleLogTest {

    @Test
    void aLoggerThatIsOffInTheProductsLogIsOffInThatOfACommand() throws IOException {
        List<String> silent = Pattern.compile("<Logger name=\"([^\"]+)\" level=\"(?:OFF|[^\"]*:-OFF})\"")
                .matcher(Files.readString(Path.of("src/main/resources/log4j2.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(silent)
                .contains("click-router.tryout")
                .allSatisfy(name -> assertThat(SimpleLog.PROPERTIES)
                        .containsEntry("org.apache.logging.log4j.simplelog." + name + ".level", "OFF"));
    }
}
