package org.clickrouter.destination.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** An expression of jq over the JSON of an answer. */
final class AnswerQuery {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Scope ROOT = root();

    private final JsonQuery query;

    private AnswerQuery(JsonQuery query) {
        this.query = query;
    }

    private static Scope root() {
        Scope root = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, root);
        return root;
    }

    /**
     * @param example what such an expression may look like
     * @throws IllegalArgumentException for what is not jq, with the rule
     */
    static AnswerQuery parse(String jq, String example) {
        try {
            JsonQuery query = JsonQuery.compile(jq, Versions.JQ_1_6);
            defined(query);
            return new AnswerQuery(query);
        } catch (JsonQueryException broken) {
            throw new IllegalArgumentException(
                    "must be an expression of jq over the answer's JSON, such as " + example, broken);
        }
    }

    /** A function that jq has not would fail with the first answer, and only there. */
    private static void defined(JsonQuery query) throws JsonQueryException {
        try {
            query.apply(Scope.newChildScope(ROOT), JSON.createObjectNode(), result -> {});
        } catch (JsonQueryException failure) {
            if (String.valueOf(failure.getMessage()).matches("(?s)Function .* does not exist.*")) {
                throw failure;
            }
        }
    }

    /** @return the results; none of an answer that is no JSON, or that the expression fails on */
    List<JsonNode> results(String answer) {
        try {
            List<JsonNode> results = new ArrayList<>();
            query.apply(Scope.newChildScope(ROOT), JSON.readTree(answer), results::add);
            return results;
        } catch (JsonProcessingException broken) {
            return List.of();
        }
    }
}
