package org.clickrouter.destination.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.delivery.FailureKind;

/**
 * A receiver that tells by a code in its answer, and not by the status, why it refuses a message: what each code means,
 * in jq.
 */
final class AnswerMeaning {

    private final AnswerQuery query;

    private AnswerMeaning(AnswerQuery query) {
        this.query = query;
    }

    /** @throws IllegalArgumentException for what is not jq, with the rule */
    static AnswerMeaning parse(String jq) {
        return new AnswerMeaning(AnswerQuery.parse(jq, "if .error.code == 4 then \"busy\" else null end"));
    }

    /**
     * @param failure as the status tells it
     * @param answer that the receiver gave
     * @return the failure as the answer tells it: {@code busy}, {@code unauthorized} or {@code final}; the same where
     *     the expression says nothing, or the answer is no JSON
     */
    DeliveryException of(DeliveryException failure, String answer) {
        String word = query.results(answer).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse("");
        return switch (word) {
            case "busy" -> failure.as(FailureKind.BUSY);
            case "unauthorized" -> failure.as(FailureKind.UNAUTHORIZED);
            case "final" -> failure.asLast();
            default -> failure;
        };
    }
}
