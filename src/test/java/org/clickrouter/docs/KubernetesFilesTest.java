package org.clickrouter.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Each resource of {@code deploy/kubernetes} against the types that are made from Kubernetes' own schemas. */
class KubernetesFilesTest {

    private static final Path KUBERNETES = Path.of("deploy/kubernetes");
    private static final Map<String, Class<?>> TYPES = Map.of(
            "apps/v1 Deployment", Deployment.class,
            "v1 Service", Service.class,
            "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    /** A field that the schema does not know is an error, and not kept as "additional". */
    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });

    private static Stream<Path> files() throws Exception {
        return Files.walk(KUBERNETES)
                .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"));
    }

    private static void isOfItsType(String text) {
        StreamSupport.stream(
                        new Load(LoadSettings.builder().build())
                                .loadAllFromString(text)
                                .spliterator(),
                        false)
                .map(Map.class::cast)
                .forEach(resource -> {
                    String type = resource.get("apiVersion") + " " + resource.get("kind");
                    assertThat(TYPES).containsKey(type);
                    STRICT.convertValue(resource, TYPES.get(type));
                });
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachFieldIsOneThatKubernetesKnows(Path file) throws Exception {
        isOfItsType(Files.readString(file));
    }

    @Test
    void aFieldThatItDoesNotKnowWouldBeNoticed() throws Exception {
        String text = Files.readString(KUBERNETES.resolve("base/deployment.yaml"));

        assertThatThrownBy(() -> isOfItsType(text.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem")))
                .hasMessageContaining("readOnlyRootFileSystem");
        assertThatThrownBy(() -> isOfItsType(text.replace("containerPort: 8080", "containerPort: http")))
                .hasMessageContaining("http");
    }
}
