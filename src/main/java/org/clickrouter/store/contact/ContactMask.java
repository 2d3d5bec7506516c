package org.clickrouter.store.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Hides in what a receiver says what it was told of the person who wrote: many repeat what they refuse. */
public final class ContactMask {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HIDDEN = "***";
    /** As many digits of a phone tell whose it is, with or without its country. */
    private static final int DIGITS = 7;

    private static final int SHORTEST_WORD = 3;

    private ContactMask() {}

    /**
     * @param records of the clicks that were sent, with or without a contact
     * @return hides name, phone and e-mail of their contacts, however they are spaced or written in capitals
     */
    public static UnaryOperator<String> of(Collection<String> records) {
        List<Pattern> hidden = new ArrayList<>();
        records.stream().filter(record -> record.contains("contact\":{")).forEach(record -> patterns(record, hidden));
        return text -> {
            String masked = text;
            for (Pattern pattern : hidden) {
                masked = pattern.matcher(masked).replaceAll(HIDDEN);
            }
            return masked;
        };
    }

    private static void patterns(String record, List<Pattern> hidden) {
        try {
            JSON.readTree(record).fields().forEachRemaining(field -> {
                if (field.getKey().endsWith("contact") && field.getValue().isObject()) {
                    person(field.getValue(), hidden);
                }
            });
        } catch (JsonProcessingException e) {
            // It was sent, so it is JSON; and a failure must be told whatever it is.
        }
    }

    private static void person(JsonNode contact, List<Pattern> hidden) {
        String email = contact.path("email").asText("").strip();
        if (!email.isEmpty()) {
            hidden.add(ignoringCase(String.join(
                    "(?:@|%40|\\\\u0040)",
                    List.of(email.split("@")).stream().map(Pattern::quote).toList())));
        }
        String digits = contact.path("phone").asText("").replaceAll("\\D", "");
        if (digits.length() >= DIGITS) {
            String end = digits.substring(digits.length() - DIGITS);
            hidden.add(Pattern.compile("(?:\\+?\\d[\\d ().-]{0,12})?" + String.join("[ ().-]{0,3}", end.split(""))));
        }
        String name = contact.path("name").asText("").strip();
        for (String word : name.split("[\\s\\u00A0]+")) {
            if (word.length() >= SHORTEST_WORD) {
                hidden.add(ignoringCase("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])"));
            }
        }
    }

    private static Pattern ignoringCase(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
