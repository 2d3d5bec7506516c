package org.clickrouter.destination.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A receiver whose 2xx alone does not say that it took a message: what its answer must hold, in jq. */
final class AnswerCondition {

    /** How much of an answer is looked at, bytes. */
    static final int LONGEST = 65_536;

    private final AnswerQuery query;

    private AnswerCondition(AnswerQuery query) {
        this.query = query;
    }

    /** @throws IllegalArgumentException for what is not jq, with the rule */
    static AnswerCondition parse(String jq) {
        AnswerQuery query = AnswerQuery.parse(jq, ".ok == true");
        // A field that is not there is null; what is no field and neither true nor false now will be neither later.
        if (query.results("{}").stream().anyMatch(result -> !result.isBoolean() && !result.isNull())) {
            throw new IllegalArgumentException(
                    "must be true or false, as .ok == true is, with two =: an answer would never count as delivered");
        }
        return new AnswerCondition(query);
    }

    /** @return whether the answer is JSON, and each result of the expression is true, of which there is one at least */
    boolean holds(byte[] answer) {
        List<JsonNode> results = query.results(new String(answer, StandardCharsets.UTF_8));
        return !results.isEmpty() && results.stream().allMatch(result -> result.isBoolean() && result.asBoolean());
    }
}
