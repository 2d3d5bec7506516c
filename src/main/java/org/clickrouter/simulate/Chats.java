package org.clickrouter.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The answer of chat_1: the chats that a human agent had, with made-up people. */
final class Chats {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOBODY = Set.of("", "-", "0", "null");

    private Chats() {}

    /** @return the records of the report that an agent had */
    static List<ObjectNode> served(List<ObjectNode> records) {
        return records.stream()
                .filter(record ->
                        !NOBODY.contains(record.path("agent_id").asText("").strip()))
                .toList();
    }

    static byte[] of(List<ObjectNode> served) {
        var answer = JSON.createObjectNode()
                .put("code", "200")
                .putNull("error")
                .put("msg", served.size() + " records were found");
        var data = answer.putArray("data");
        for (var record : served) {
            String chat = record.path("chat_id").asText();
            int person = Math.floorMod(chat.hashCode(), 10_000_000);
            data.addObject()
                    .put("conn_id", chat)
                    .put("channel", "whatsapp")
                    .put("date", record.path("date").asText())
                    .put("customer_name", "Persona " + person + " ")
                    .put("customer_email", "persona" + person + "@example.com")
                    .put("customer_phone", String.format("57300%07d", person))
                    .put("customer_chars", "120")
                    .put("agent_id", record.path("agent_id").asText())
                    .put("agent_name", "Agente " + record.path("agent_id").asText())
                    .put("agent_chars", "240")
                    .put("time_on_agent", "00:05:12")
                    .put("chat_duration", "00:07:40")
                    .put("cod_act", record.path("cod_act").asText(""))
                    .put("description_cod_act", record.path("cod_act").asText(""))
                    .put("comments", "")
                    .put("customer_id", "")
                    .put("skill_id", "1")
                    .put("ASA", "00:00:20")
                    .put("last_participant_who_spoke", "agent")
                    .put("extra_field", "")
                    .put("comment", "")
                    .put("user_id", "")
                    .put("feeling", "")
                    // As the vendor writes it.
                    .put("agent_anwers ", "3");
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
