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
        return new AnswerCondition(AnswerQuery.parse(jq, ".ok == true"));
    }

    /** @return whether the answer is JSON, and each result of the expression is true, of which there is one at least */
    boolean holds(byte[] answer) {
        List<JsonNode> results = query.results(new String(answer, StandardCharsets.UTF_8));
        return !results.isEmpty() && results.stream().allMatch(result -> result.isBoolean() && result.asBoolean());
    }
}
