package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.clickrouter.scenario.Output;
import org.junit.jupiter.api.Test;

/** What a route may name is looked up where the program was started from, in jars and folders alike. */
class ComponentsCommandTest {

    @Test
    void itNamesOurOwnAndThoseOfOtherJars() throws IOException {
        JsonNode there =
                new ObjectMapper().readTree(Output.of("components", "--json").text());

        assertThat(there.get("components")).extracting(JsonNode::asText).contains("outbox", "http", "sql");
        assertThat(there.get("languages")).extracting(JsonNode::asText).contains("jq", "simple");
        assertThat(there.get("data_formats")).extracting(JsonNode::asText).contains("jackson");
    }
}
