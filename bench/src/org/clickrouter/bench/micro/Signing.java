package org.clickrouter.bench.micro;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.clickrouter.bench.Answers;
import org.clickrouter.signing.StandardWebhooks;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The headers of one webhook, signature and all, against the HMAC alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Signing {

    private final byte[] body = Answers.record().getBytes(StandardCharsets.UTF_8);
    private final byte[] key = "bench-secret-bench-secret-bench!".getBytes(StandardCharsets.UTF_8);
    private final StandardWebhooks signing = StandardWebhooks.of("whsec_YmVuY2gtc2VjcmV0LWJlbmNoLXNlY3JldC1iZW5jaCE=");
    private final Instant now = Instant.parse("2026-11-23T20:17:40Z");

    /** HMAC-SHA256 over the body. */
    @Benchmark
    public byte[] hmac() throws NoSuchAlgorithmException, InvalidKeyException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(body);
    }

    /** What a receiver gets. */
    @Benchmark
    public Map<String, String> headers() {
        return signing.headers("msg_22269406024c5eb83c201e4ecd12e9ec", now, body);
    }
}
