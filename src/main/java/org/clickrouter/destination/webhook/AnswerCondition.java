package org.clickrouter.destination.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** A receiver whose 2xx alone does not say that it took a message: what its answer must hold, in jq. */
final class AnswerCondition {

    /** How much of an answer is looked at, bytes. */
    static final int LONGEST = 65_536;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Scope ROOT = root();

    private final JsonQuery query;

    private AnswerCondition(JsonQuery query) {
        this.query = query;
    }

    private static Scope root() {
        Scope root = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, root);
        return root;
    }

    /** @throws IllegalArgumentException for what is not jq, with the rule */
    static AnswerCondition parse(String jq) {
        try {
            return new AnswerCondition(JsonQuery.compile(jq, Versions.JQ_1_6));
        } catch (JsonQueryException broken) {
            throw new IllegalArgumentException(
                    "must be an expression of jq over the answer's JSON, such as .ok == true", broken);
        }
    }

    /** @return whether the answer is JSON, and each result of the expression is true, of which there is one at least */
    boolean holds(byte[] answer) {
        try {
            JsonNode json = JSON.readTree(new String(answer, StandardCharsets.UTF_8));
            List<JsonNode> results = new ArrayList<>();
            query.apply(Scope.newChildScope(ROOT), json, results::add);
            return !results.isEmpty() && results.stream().allMatch(result -> result.isBoolean() && result.asBoolean());
        } catch (JsonProcessingException broken) {
            return false;
        }
    }
}
