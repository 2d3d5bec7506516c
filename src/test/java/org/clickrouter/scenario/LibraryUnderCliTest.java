package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.spi.CliConnector;
import org.apache.camel.spi.CliConnectorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bundle in an application that `camel run` has started: the CLI's connector is on the class path, and each context
 * would start one.
 */
class LibraryUnderCliTest {

    @TempDir
    private Path home;

    @Test
    void ordersOfTheCamelCliReachTheHostAlone() throws Exception {
        Path services = Files.createDirectories(home.resolve("classes/META-INF/services/org/apache/camel"));
        Files.writeString(services.resolve("cli-connector-factory"), "class=" + Factory.class.getName());
        try (URLClassLoader classes = new URLClassLoader(
                        new URL[] {home.resolve("classes").toUri().toURL()}, Host.class.getClassLoader());
                Host host = new Host(home)) {
            host.context.setApplicationContextClassLoader(classes);
            host.takes().start();

            assertThat(host.give(Host.json("a", "VENTA"))).isEqualTo(1);
            assertThat(Factory.found)
                    .as("the bundle's context found the connector")
                    .hasSize(1)
                    .noneMatch(Factory::isEnabled);
        }
    }

    /** Stands for that of camel-cli-connector. */
    public static final class Factory implements CliConnectorFactory {
        private static final List<Factory> found = new CopyOnWriteArrayList<>();
        private boolean enabled = true;

        public Factory() {
            found.add(this);
        }

        @Override
        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }

        @Override
        public boolean isEnabled() {
            return enabled;
        }

        @Override
        public void setRuntime(String runtime) {
            throw new UnsupportedOperationException(runtime);
        }

        @Override
        public String getRuntime() {
            return null;
        }

        @Override
        public void setRuntimeVersion(String version) {
            throw new UnsupportedOperationException(version);
        }

        @Override
        public String getRuntimeVersion() {
            return null;
        }

        @Override
        public void setRuntimeStartClass(String startClass) {
            throw new UnsupportedOperationException(startClass);
        }

        @Override
        public String getRuntimeStartClass() {
            return null;
        }

        @Override
        public CliConnector createConnector() {
            throw new IllegalStateException("a context that is not the host's asks for orders");
        }
    }
}
