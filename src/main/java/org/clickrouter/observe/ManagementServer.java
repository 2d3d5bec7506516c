package org.clickrouter.observe;

import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Health and metrics, served by Camel's own parts. Camel's main would open them before the routes start; that takes a
 * tenth of the time from launch to the first call, which needs none of it.
 */
public final class ManagementServer {

    private ManagementServer() {}

    /**
     * Serves them until the context stops.
     *
     * @param context once started
     * @param port known to be free: of one that is not, the server only says so in the log
     * @return what else can be served there
     */
    public static VertxPlatformHttpRouter serve(CamelContext context, String host, int port) throws Exception {
        ManagementHttpServer server = new ManagementHttpServer();
        server.setHost(host);
        server.setPort(port);
        server.setPath("/");
        server.setHealthPath("/observe/health");
        server.setHealthCheckEnabled(true);
        server.setMetricsEnabled(true);
        context.addService(server, true, true);

        // What Camel would count by itself costs every click, and drowns what the engineer looks for.
        MicrometerPrometheus metrics = new MicrometerPrometheus();
        metrics.setEnableRoutePolicy(false);
        metrics.setEnableMessageHistory(false);
        metrics.setEnableExchangeEventNotifier(false);
        metrics.setEnableRouteEventNotifier(false);
        context.addService(metrics, true, true);
        return server.getRouter();
    }
}
