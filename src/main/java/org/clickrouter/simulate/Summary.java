package org.clickrouter.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The answer of chat_15: how many clicks of ads and posts the chatbot and agents served. */
final class Summary {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOBODY = Set.of("", "-", "0", "null");

    private Summary() {}

    /** @param more clicks that the vendor counts beyond those of the report */
    static byte[] of(List<ObjectNode> records, int more) {
        int[] counts = new int[4];
        for (var record : records) {
            boolean post = Set.of("post", "publicación")
                    .contains(record.path("source_type").asText().strip());
            boolean agent = !NOBODY.contains(record.path("agent_id").asText("").strip());
            counts[(post ? 2 : 0) + (agent ? 1 : 0)]++;
        }
        counts[0] += more;
        var answer = JSON.createObjectNode().put("code", "200").putNull("error").put("msg", "1 records were found");
        answer.putArray("data")
                .addObject()
                .put("ad_chatbot", counts[0] + " ")
                .put("ad_agents", counts[1] + " ")
                .put("post_chatbot", counts[2] + " ")
                .put("post_agents", counts[3] + " ")
                .put("total_chatbot", counts[0] + counts[2] + " ")
                .put("total_agents", counts[1] + counts[3] + " ");
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
