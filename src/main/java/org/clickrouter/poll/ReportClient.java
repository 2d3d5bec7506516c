package org.clickrouter.poll;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.HttpHeaders;
import org.clickrouter.net.Deadline;
import org.clickrouter.net.HostAlias;
import org.clickrouter.net.NetworkPath;
import org.clickrouter.observe.ClockWatch;
import org.clickrouter.settings.Settings;

/** Bean {@code reportClient} of poll.camel.yaml: the client behind the calls of the report API. */
public final class ReportClient implements HttpClientConfigurer {

    private static final int CONNECTIONS = 64;
    private static final String ASKED = "click-router.asked";

    private final Duration connecting;
    private final NetworkPath path;
    private final ClockWatch apiClock;
    private final Clock clock;

    /**
     * @param connecting the longest that connecting may take
     * @param path to the API
     * @param apiClock is told the time that each answer says it was made at
     */
    public ReportClient(Duration connecting, NetworkPath path, ClockWatch apiClock, Clock clock) {
        this.connecting = connecting;
        this.path = path;
        this.apiClock = apiClock;
        this.clock = clock;
    }

    /** By these settings. */
    public static ReportClient of(Settings settings, ClockWatch apiClock, Clock clock) {
        return new ReportClient(settings.duration("wolkvox.connect-timeout"), ApiPath.of(settings), apiClock, clock);
    }

    /** What watches the API's clock: one for the life of the process. */
    public static ClockWatch clock(Clock clock, MeterRegistry registry) {
        return new ClockWatch(
                "api", "clicks are found late, by a re-read", "clicks are found that much later", clock, registry);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        path.configure(client, CONNECTIONS, connecting);
        HostAlias.resolve(client);
        new Deadline().configureHttpClient(client);
        client.addRequestInterceptorFirst((request, entity, context) -> context.setAttribute(ASKED, clock.instant()));
        client.addResponseInterceptorFirst((response, entity, context) -> {
            Instant made = DateUtils.parseStandardDate(response, HttpHeaders.DATE);
            if (made != null && context.getAttribute(ASKED) instanceof Instant asked) {
                apiClock.differs(asked, made);
            }
        });
    }
}
