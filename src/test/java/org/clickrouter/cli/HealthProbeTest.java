package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container's health check, which must work in whatever image the jar runs in. */
class HealthProbeTest {

    @TempDir
    private Path home;

    private static int ask(int port) {
        return HealthProbe.ask(Map.of("HTTP_PORT", String.valueOf(port)));
    }

    @Test
    void aRunningProductIsAliveAndAStoppedOneIsNot() {
        try (Rig rig = new Rig(home)) {
            Router router = rig.start();
            int port = router.httpPort();

            assertThat(ask(port)).isZero();
            rig.stop(router);
            assertThat(ask(port)).isOne();
        }
    }

    @Test
    void anyOtherStatusIsNoLife() throws Exception {
        HttpServer down = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        down.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        down.start();
        try {
            assertThat(ask(down.getAddress().getPort())).isOne();
        } finally {
            down.stop(0);
        }
        assertThat(HealthProbe.ask(Map.of("HTTP_PORT", "tcp://10.0.0.7:80"))).isOne();
    }

    /** Newer base images have no curl. */
    @Test
    void theImagesHealthCheckNeedsNothingButJava() throws Exception {
        String dockerfile = Files.readString(Path.of("deploy/Dockerfile"));
        Matcher check = Pattern.compile("(?s)HEALTHCHECK.*?CMD (\\[.*?])").matcher(dockerfile);
        assertThat(check.find()).isTrue();
        List<String> command = Arrays.asList(new ObjectMapper().readValue(check.group(1), String[].class));

        assertThat(command.get(0)).isEqualTo("java");
        assertThat(command).endsWith(HealthProbe.class.getName());
    }

    /** OpenShift runs it as any user, of group 0. */
    @Test
    void theImagesDataFolderIsOpenToGroupZero() throws Exception {
        assertThat(Files.readString(Path.of("deploy/Dockerfile")))
                .containsPattern("chown [^&]*:0 /app")
                .containsPattern("chmod [^&]*g=u /app");
    }
}
