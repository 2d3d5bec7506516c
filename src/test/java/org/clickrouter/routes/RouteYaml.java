package org.clickrouter.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The shipped route files as data, read the way Camel reads them, and Camel's own schema of them. */
public final class RouteYaml {

    public static final Path FOLDER = Path.of("routes");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonSchema SCHEMA = readSchema();

    private RouteYaml() {}

    public static List<Path> files() {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode parse(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    /** What Camel's schema has against a file. */
    public static List<String> mistakes(JsonNode file) {
        return SCHEMA.validate(withTexts(file)).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    private static JsonSchema readSchema() {
        try (InputStream schema = RouteYaml.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The schema calls numbers texts (they may be placeholders), the run time takes either; endpoint parameters may be
     * of any kind.
     */
    private static JsonNode withTexts(JsonNode node) {
        if (node.isTextual() && node.asText().matches("\\{\\{[a-z.-]+}}")) {
            // A placeholder stands where the schema may want true or false.
            return node.asText().startsWith("{{run.") ? JsonNodeFactory.instance.booleanNode(true) : node;
        } else if (node.isNumber()) {
            return JsonNodeFactory.instance.textNode(node.asText());
        } else if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(withTexts(item)));
            return copy;
        } else if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), withTexts(field.getValue())));
            return copy;
        }
        return node;
    }

    /** Every value of a key, at any depth. */
    static List<JsonNode> all(JsonNode root, String key) {
        List<JsonNode> found = new ArrayList<>();
        collect(root, key, found);
        return found;
    }

    private static void collect(JsonNode node, String key, List<JsonNode> found) {
        if (node.has(key)) {
            found.add(node.get(key));
        }
        for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
            collect(children.next(), key, found);
        }
    }

    /** Ids of routes and of templates, which name the routes made from them. */
    public static List<String> routeIds() {
        List<String> ids = new ArrayList<>();
        for (Path file : files()) {
            for (JsonNode item : read(file)) {
                item.path("route").path("id").asText("").lines().forEach(ids::add);
                item.path("routeTemplate").path("id").asText("").lines().forEach(ids::add);
                item.path("templatedRoute").path("routeId").asText("").lines().forEach(ids::add);
            }
        }
        return ids;
    }
}
