package org.clickrouter.tryout.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML as nodes, which know their lines and keep numbers as they are written. */
final class Yaml {

    private static final int DEEPEST = 50;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Path file;

    Yaml(Path file) {
        this.file = file;
    }

    /** @return the root, or null of an empty file */
    Node read(String text) {
        try {
            return new Compose(LoadSettings.builder()
                            .setLabel(file.getFileName().toString())
                            .build())
                    .composeString(text)
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            throw new ExampleException(file
                    + e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("") + ": is no YAML: "
                    + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ExampleException(
                    file + ": is no YAML: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** @return file and line */
    String place(Node node) {
        return file
                + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    }

    ExampleException mistake(Node node, String rule) {
        return new ExampleException(place(node) + ": " + rule);
    }

    /** The fields of a mapping by key, in order. */
    Map<String, Node> fields(Node node, String what) {
        if (!(node instanceof MappingNode mapping)) {
            throw mistake(node, what);
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode(), "a key must be a word");
            if (fields.put(key, tuple.getValueNode()) != null) {
                throw mistake(tuple.getKeyNode(), key + ": stands here twice");
            }
        }
        return fields;
    }

    /** The text of a scalar, as it is written; of null the empty one. */
    String text(Node node, String rule) {
        if (!(node instanceof ScalarNode scalar)) {
            throw mistake(node, rule);
        }
        return isNull(node) ? "" : scalar.getValue();
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    static boolean isText(Node node) {
        return node.getTag().equals(Tag.STR);
    }

    /** The node as Java: texts, numbers, maps, lists, null. */
    Object value(Node node) {
        try {
            return JSON.readValue(json(node), Object.class);
        } catch (JsonProcessingException e) {
            throw mistake(node, "is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The node as JSON; numbers keep their digits. */
    String json(Node node) {
        return json(node, 0);
    }

    private String json(Node node, int depth) {
        if (depth > DEEPEST) {
            throw mistake(node, "is nested too deeply");
        }
        if (node instanceof MappingNode) {
            return fields(node, "").entrySet().stream()
                    .map(field -> quoted(field.getKey()) + ":" + json(field.getValue(), depth + 1))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> json(item, depth + 1))
                    .collect(Collectors.joining(",", "[", "]"));
        }
        String value = ((ScalarNode) node).getValue();
        if (isNull(node)) {
            return "null";
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return value.toLowerCase(java.util.Locale.ROOT);
        }
        return !isText(node) && NUMBER.matcher(value).matches() ? value : quoted(value);
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
