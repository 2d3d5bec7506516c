package org.clickrouter.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.Header;

/** A call of the report API beside polling, by the same path. */
public final class ApiGet {

    private final Supplier<NetworkPath> path;

    /** What came. */
    @FunctionalInterface
    public interface Answer<T> {
        /**
         * @param date the header of that name, or empty
         * @param body to be read within the call
         */
        T read(int status, String date, InputStream body) throws IOException;
    }

    public ApiGet(NetworkPath path) {
        this(() -> path);
    }

    /** @param path asked for with each call: it may become another */
    public ApiGet(Supplier<NetworkPath> path) {
        this.path = path;
    }

    /**
     * Asks once.
     *
     * @param timeout the longest that it may take, to the last byte
     * @throws IOException where no whole answer came
     */
    public <T> T get(URI uri, String token, Duration connecting, Duration timeout, Answer<T> answer)
            throws IOException {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .setUserAgent("click-router");
        path.get().configure(builder, 1, connecting);
        HostAlias.resolve(builder);
        new Deadline().configureHttpClient(builder);
        HttpGet get = new HttpGet(HostAlias.of(uri.toString()));
        get.setHeader("wolkvox-token", token);
        get.setHeader("Accept", "application/json");
        try (Deadline.Scope limit = Deadline.scope();
                CloseableHttpClient client = builder.build()) {
            Deadline.begin(timeout);
            return client.execute(get, response -> {
                Header date = response.getFirstHeader("Date");
                InputStream body = response.getEntity() == null
                        ? new ByteArrayInputStream(new byte[0])
                        : response.getEntity().getContent();
                return answer.read(response.getCode(), date == null ? "" : date.getValue(), body);
            });
        }
    }
}
