package org.clickrouter.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.clickrouter.scenario.Rig.eventually;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics: what they say, to whom, and what they must not show. */
class ObserveEndpointsTest {

    @TempDir
    private Path home;

    private static int status(Router router, String path) throws Exception {
        return Rig.HTTP
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + router.httpPort() + path))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void metricsAreNamedForTheProductAndNoPageShowsASecret() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("webhook.secret", "whsec_c2VjcmV0LW9mLXRoZS10ZXN0LTEyMzQ1Njc4")
                    .set("crm.password", "pass-of-crm")
                    .click("a", "VENTA");
            Router router = rig.start();
            eventually(() -> assertThat(rig.received()).hasSize(1));

            eventually(() -> assertThat(Rig.health(router, "/observe/metrics"))
                    .contains(
                            "clickrouter_polls_total",
                            "clickrouter_records_total",
                            "clickrouter_clicks_new_total",
                            "clickrouter_deliveries_total{destination=\"webhook\",outcome=\"done\"} 1",
                            "clickrouter_delivery_seconds_bucket{destination=\"webhook\",le=\"5.0\"} 1",
                            "clickrouter_delivery_seconds_count{destination=\"webhook\"} 1",
                            "clickrouter_code_to_delivery_seconds_bucket{destination=\"webhook\",le=\"+Inf\"} 1",
                            "clickrouter_build_info{java=\"" + System.getProperty("java.version") + "\",version=",
                            "clickrouter_quota_used",
                            "clickrouter_seconds_since_good_poll",
                            "clickrouter_operation_stopped{operation=\"default\"} 0"));
            for (String path : List.of(
                    "/observe/health?data=true",
                    "/observe/health/live",
                    "/observe/health/ready",
                    "/observe/metrics",
                    "/observe/info")) {
                assertThat(Rig.health(router, path))
                        .as(path)
                        .doesNotContain(rig.api.options().token(), "whsec_", "c2VjcmV0", "pass-of-crm");
            }
            for (String console : List.of(
                    "/q/dev", "/q/dev/properties", "/observe/dev", "/dev", "/jolokia", "/q/upload", "/q/send/")) {
                assertThat(status(router, console)).as(console).isEqualTo(404);
            }
        }
    }

    @Test
    void nobodyOutsideThisMachineIsServedUnlessASettingSaysSo() throws Exception {
        List<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        try (Rig rig = new Rig(home)) {
            Router router = rig.start();

            assertThat(status(router, "/observe/health/live")).isEqualTo(200);
            for (InetAddress address : outside) {
                try (Socket socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, router.httpPort()), 5_000))
                            .isInstanceOf(java.io.IOException.class);
                }
            }
        }
    }

    @Test
    void aStoppedOperationIsNotReadyButAlive() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.api.faultAlways(Fault.of(Fault.Kind.WRONG_TOKEN));
            Router router = rig.start();

            eventually(() -> assertThat(status(router, "/observe/health/ready")).isEqualTo(503));
            assertThat(Rig.health(router, "/observe/health/ready")).contains("PLEASE VALIDATE TOKEN");
            assertThat(status(router, "/observe/health/live")).isEqualTo(200);
        }
    }
}
