package org.clickrouter.routes;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.SensitiveUtils;
import org.clickrouter.destination.DestinationKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Kamelet that the Camel CLI or Kaoto would stumble over fails the build. */
class KameletFilesAreValidTest {

    private static final Path FOLDER = Path.of("kamelets");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z][\\w.]*)(?::[^}]*)?}}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = schema();

    static List<Path> files() {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema of the custom resource, as Camel publishes it, without leave for fields that it does not know. */
    private static JsonSchema schema() {
        try (InputStream crd = KameletFilesAreValidTest.class.getResourceAsStream("/camel.apache.org_kamelets.yaml")) {
            String text = new String(crd.readAllBytes(), StandardCharsets.UTF_8).replaceFirst("(?s)^.*?\\n---\\n", "");
            for (JsonNode version : RouteYaml.parse(text).at("/spec/versions")) {
                if (version.path("name").asText().equals("v1")) {
                    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                            .getSchema(closed(version.at("/schema/openAPIV3Schema")));
                }
            }
            throw new IllegalStateException("no version v1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode closed(JsonNode node) {
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(closed(item)));
            return copy;
        } else if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> copy.set(field.getKey(), closed(field.getValue())));
        boolean metadata = node.path("properties").isMissingNode();
        if (node.path("type").asText().equals("object") && !metadata && !node.has("additionalProperties")) {
            copy.put("additionalProperties", false);
        }
        return copy;
    }

    private static List<String> mistakes(JsonNode kamelet) {
        return SCHEMA.validate(kamelet).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    @Test
    void theShippedKameletsAreFoundUnderTheirNames() {
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "click-endpoint-sink.kamelet.yaml",
                        "click-jms-sink.kamelet.yaml",
                        "click-kafka-sink.kamelet.yaml",
                        "click-mail-sink.kamelet.yaml",
                        "click-sql-sink.kamelet.yaml",
                        "click-webhook-sink.kamelet.yaml",
                        "signed-webhook-sink.kamelet.yaml",
                        "wolkvox-click-source.kamelet.yaml");
        assertThat(files())
                .allSatisfy(file -> assertThat(file.getFileName())
                        .hasToString(RouteYaml.read(file).at("/metadata/name").asText() + ".kamelet.yaml"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSchemaOfKameletsHasNothingAgainstIt(Path file) {
        assertThat(mistakes(RouteYaml.read(file))).isEmpty();
    }

    @Test
    void theSchemaFindsAnUnknownField() {
        ObjectNode kamelet = RouteYaml.read(files().get(0)).deepCopy();
        ((ObjectNode) kamelet.path("spec")).put("templat", "x");
        ObjectNode typed = RouteYaml.read(files().get(0)).deepCopy();
        ((ObjectNode) typed.at("/spec/definition")).put("title", 17);

        assertThat(mistakes(kamelet)).anyMatch(mistake -> mistake.contains("templat"));
        assertThat(mistakes(typed)).anyMatch(mistake -> mistake.contains("title"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachParameterIsUsedAndNoneIsUndeclared(Path file) {
        JsonNode spec = RouteYaml.read(file).path("spec");
        Set<String> declared = new TreeSet<>();
        spec.at("/definition/properties").fieldNames().forEachRemaining(declared::add);
        spec.at("/template/beans")
                .forEach(bean -> declared.add(bean.path("name").asText()));
        Set<String> used = new TreeSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(spec.path("template").toString());
        while (placeholder.find()) {
            used.add(placeholder.group(1));
        }

        assertThat(used).containsExactlyElementsOf(declared);
        assertThat(spec.at("/definition/required"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(declared).contains(name.asText()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachParameterIsDescribedTheWayTheCatalogDoesIt(Path file) {
        JsonNode definition = RouteYaml.read(file).at("/spec/definition");
        Set<String> required = new TreeSet<>();
        definition.path("required").forEach(name -> required.add(name.asText()));

        assertThat(definition.path("type").asText()).isEqualTo("object");
        assertThat(definition.path("title").asText()).isNotBlank();
        assertThat(definition.path("description").asText()).isNotBlank();
        assertThat(definition.path("properties").properties()).isNotEmpty().allSatisfy(property -> {
            JsonNode said = property.getValue();
            assertThat(property.getKey()).matches("[a-z][A-Za-z0-9]*");
            assertThat(said.path("title").asText()).as("title").isNotBlank();
            assertThat(said.path("description").asText()).as("description").endsWith(".");
            assertThat(said.path("type").asText()).isIn("string", "integer", "boolean");
            assertThat(said.has("example")).as("example").isTrue();
            assertThat(said.has("default"))
                    .as("either required or with a default")
                    .isNotEqualTo(required.contains(property.getKey()));
            // What Camel masks wherever it shows an endpoint goes by the parameter's name.
            assertThat(said.path("format").asText().equals("password"))
                    .isEqualTo(SensitiveUtils.containsSensitive(property.getKey())
                            && !property.getKey().equals("username"));
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void itCarriesTheAnnotationsAndTheLabelThatToolsLookFor(Path file) {
        JsonNode metadata = RouteYaml.read(file).path("metadata");

        assertThat(metadata.path("labels").path("camel.apache.org/kamelet.type").asText())
                .isEqualTo(metadata.path("name").asText().replaceFirst(".*-", ""));
        for (String key :
                List.of("kamelet.support.level", "catalog.version", "provider", "kamelet.group", "kamelet.namespace")) {
            assertThat(metadata.path("annotations")
                            .path("camel.apache.org/" + key)
                            .asText())
                    .as(key)
                    .isNotBlank();
        }
        assertThat(metadata.path("annotations")
                        .path("camel.apache.org/kamelet.icon")
                        .asText())
                .startsWith("data:image/svg+xml;base64,");
    }

    @ParameterizedTest
    @MethodSource("files")
    void itsTemplateIsWhatCamelsOwnSchemaKnows(Path file) {
        JsonNode template = RouteYaml.read(file).at("/spec/template");
        ObjectNode routeTemplate = JSON.createObjectNode().put("id", "x");
        template.properties().forEach(part -> routeTemplate.set(part.getKey(), part.getValue()));
        JsonNode asRoute = JSON.createArrayNode().add(JSON.createObjectNode().set("routeTemplate", routeTemplate));

        assertThat(RouteYaml.mistakes(asRoute)).isEmpty();
    }

    /**
     * Kaoto 2.7.1 shows the steps of a template's {@code from}; of a {@code route} in its place it drops all on saving.
     */
    @ParameterizedTest
    @MethodSource("files")
    void anEditorShowsItsSteps(Path file) {
        JsonNode template = RouteYaml.read(file).at("/spec/template");

        assertThat(template.has("route")).isFalse();
        assertThat(template.at("/from/steps")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void noSecretStandsInAnEndpointUri(Path file) {
        JsonNode spec = RouteYaml.read(file).path("spec");
        List<String> secrets = spec.at("/definition/properties").properties().stream()
                .filter(p -> p.getValue().path("format").asText().equals("password"))
                .map(p -> "{{" + p.getKey() + "}}")
                .toList();

        assertThat(secrets.isEmpty())
                .as("those of the product take secrets from the settings, the others as parameters")
                .isEqualTo(file.getFileName().toString().matches("click-.*"));
        String steps = spec.at("/template/from").toString();
        assertThat(secrets).noneMatch(steps::contains);
    }

    @Test
    void eachKindOfDestinationHasItsKamelet() {
        assertThat(DestinationKinds.all())
                // The others are examples.
                .filteredOn(kind -> kind.getClass().getName().startsWith("org.clickrouter.destination."))
                .extracting(kind -> kind.name().equals("email") ? "mail" : kind.name())
                .allSatisfy(kind -> assertThat(FOLDER.resolve("click-" + kind + "-sink.kamelet.yaml"))
                        .exists());
    }

    @ParameterizedTest
    @MethodSource("files")
    void itDependsOnTheLibraryOfThisVersion(Path file) throws IOException {
        Matcher version = Pattern.compile("<artifactId>click-router</artifactId>\\s*<version>([^<]+)")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();

        assertThat(RouteYaml.read(file).at("/spec/dependencies"))
                .extracting(JsonNode::asText)
                .contains("mvn:org.clickrouter:click-router:" + version.group(1), "camel:kamelet");
    }
}
