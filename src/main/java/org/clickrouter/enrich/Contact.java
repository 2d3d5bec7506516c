package org.clickrouter.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A row of chat_1.
 *
 * @param fields by name, in small letters and without outer spaces, as the values are; empty where it says none
 */
record Contact(Map<String, String> fields) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NONE = Set.of("-", "null");

    static Contact of(JsonNode row) {
        Map<String, String> fields = new TreeMap<>();
        row.fields().forEachRemaining(field -> {
            String text = field.getValue().asText("").strip();
            fields.put(field.getKey().strip().toLowerCase(Locale.ROOT), NONE.contains(text) ? "" : text);
        });
        return new Contact(fields);
    }

    /** The chat, as far as is known: {@code conn_id}. */
    String chat() {
        return field("conn_id");
    }

    /**
     * What is kept of it.
     *
     * @param hashed whether name, phone and e-mail are only kept as SHA-256, as the ads platforms take them: of small
     *     letters without outer spaces, of the phone's digits
     * @return a JSON object
     */
    String json(boolean hashed) {
        ObjectNode json = JSON.createObjectNode();
        put(json, "name", field("customer_name"), hashed);
        put(json, "phone", field("customer_phone"), hashed);
        put(json, "email", field("customer_email"), hashed);
        json.put("duration", field("chat_duration"));
        json.put("agent", field("agent_name").isEmpty() ? field("agent_id") : field("agent_name"));
        return json.toString();
    }

    private static void put(ObjectNode json, String name, String value, boolean hashed) {
        if (hashed) {
            String plain = name.equals("phone") ? value.replaceAll("\\D", "") : value.toLowerCase(Locale.ROOT);
            json.put(name + "_sha256", plain.isEmpty() ? "" : sha256(plain));
        } else {
            json.put(name, value);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Hides the fields, which are people's data. */
    @Override
    public String toString() {
        return "Contact[]";
    }
}
