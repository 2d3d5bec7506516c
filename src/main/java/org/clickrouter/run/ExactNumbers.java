package org.clickrouter.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;
import org.clickrouter.report.RecordJson;

/**
 * Numbers digit by digit in the routing file's jq. Its library takes texts through a double, which makes an ad's id of
 * 18 digits another ad's; and Camel reads fractions and exponents as doubles before jq sees them.
 */
final class ExactNumbers {

    private static final Pattern INTEGER = Pattern.compile("-?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,6})?");

    private static final ObjectMapper JSON = JsonMapper.builder(RecordJson.factory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private ExactNumbers() {}

    /** Binds what Camel's jq finds by its type: functions by name and number of arguments, and the mapper of bodies. */
    static void bind(BiConsumer<String, Object> bind) {
        bind.accept("exactNumbers", JSON);
        bind.accept("tonumber/0", (Function) ExactNumbers::toNumber);
        bind.accept("tostring/0", (Function) ExactNumbers::toText);
        bind.accept("tojson/0", (Function) ExactNumbers::toJson);
        bind.accept("fromjson/0", (Function) ExactNumbers::fromJson);
        bind.accept("floor/0", whole(RoundingMode.FLOOR));
        bind.accept("ceil/0", whole(RoundingMode.CEILING));
        bind.accept("round/0", whole(RoundingMode.HALF_UP));
    }

    private static void toNumber(
            Scope scope, List<Expression> none, JsonNode in, Path path, PathOutput out, Version version)
            throws JsonQueryException {
        if (in.isNumber()) {
            out.emit(in, null);
            return;
        }
        String text = in.isTextual() ? in.asText().strip() : "";
        if (INTEGER.matcher(text).matches()) {
            out.emit(node(new BigInteger(text)), null);
        } else if (DECIMAL.matcher(text).matches()) {
            out.emit(DecimalNode.valueOf(new BigDecimal(text)), null);
        } else {
            // The value is not told: it may be a person's.
            throw new JsonQueryException(
                    "tonumber: " + (in.isTextual() ? "the text is no number" : in.getNodeType() + " is no number"));
        }
    }

    private static void toText(
            Scope scope, List<Expression> none, JsonNode in, Path path, PathOutput out, Version version)
            throws JsonQueryException {
        out.emit(in.isTextual() ? in : TextNode.valueOf(written(in)), null);
    }

    private static void toJson(
            Scope scope, List<Expression> none, JsonNode in, Path path, PathOutput out, Version version)
            throws JsonQueryException {
        out.emit(TextNode.valueOf(written(in)), null);
    }

    private static void fromJson(
            Scope scope, List<Expression> none, JsonNode in, Path path, PathOutput out, Version version)
            throws JsonQueryException {
        try {
            JsonNode read = JSON.readTree(in.asText());
            if (read.isMissingNode()) {
                throw new JsonQueryException("fromjson: the text is empty");
            }
            out.emit(read, null);
        } catch (JsonProcessingException noJson) {
            throw new JsonQueryException("fromjson: the text is no JSON");
        }
    }

    /** What is whole stays as it is: a number of an ad, or one with more digits than any memory holds. */
    private static Function whole(RoundingMode mode) {
        return (scope, none, in, path, out, version) -> {
            if (!in.isNumber()) {
                throw new JsonQueryException(in.getNodeType() + " is no number to be rounded");
            }
            boolean infinite = in.isDouble() && !Double.isFinite(in.asDouble());
            BigDecimal exact = in.isIntegralNumber() || infinite ? null : in.decimalValue();
            if (exact == null || exact.scale() <= 0) {
                out.emit(in, null);
            } else {
                // 1e-2000000000 would be divided by a number of two billion digits; 0.01 is rounded as it is.
                boolean tiny = exact.precision() < exact.scale();
                BigDecimal rounded = tiny ? BigDecimal.valueOf(exact.signum(), 2) : exact;
                out.emit(node(rounded.setScale(0, mode).toBigInteger()), null);
            }
        };
    }

    private static JsonNode node(BigInteger number) {
        return number.bitLength() < Long.SIZE
                ? JSON.getNodeFactory().numberNode(number.longValue())
                : BigIntegerNode.valueOf(number);
    }

    private static String written(JsonNode node) throws JsonQueryException {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException broken) {
            throw new JsonQueryException(broken);
        }
    }
}
