package org.clickrouter.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {

    @TempDir
    private Path home;

    private Properties of(String... pairs) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return Placeholders.of(Settings.load(home, Map.of(), new Properties(), settings));
    }

    @Test
    void routesSeeNoSecretOfOurs() {
        Properties all = of(
                "wolkvox.token",
                "t0ken",
                "webhook.secret",
                "s3cret",
                "webhook.url",
                "http://h/p4th",
                "email.password",
                "p4ss",
                "webhook.headers",
                "X: h3ader",
                "sql.url",
                "jdbc:h2:mem:x;PASSWORD=dbp4ss",
                "kafka.password",
                "k4fka",
                "jms.password",
                "jm5",
                "jms.url",
                "tcp://b:1?password=jm5");

        assertThat(all.values())
                .extracting(Object::toString)
                .noneMatch(value -> value.matches(".*(t0ken|s3cret|p4th|p4ss|h3ader|k4fka|jm5).*"));
    }

    @Test
    void aWebhookOfTheEngineersOwnHasTheWebhooksLimitsUnlessItSaysOtherwise() {
        Properties all = of(
                "crm.url",
                "http://crm",
                "webhook.max-in-flight",
                "3",
                "webhook.rate",
                "7",
                "erp.url",
                "http://erp",
                "erp.rate",
                "0.5");

        assertThat(all)
                .containsEntry("crm.enabled", "true")
                .containsEntry("crm.max-in-flight", "3")
                .containsEntry("crm.rate", "7")
                .containsEntry("erp.rate", "0.5");
    }

    @Test
    void aBrokerOfTheEngineersOwnHasTheLimitsOfItsKind() {
        Properties all = of(
                "erp.brokers",
                "b:9092",
                "kafka.max-in-flight",
                "3",
                "mes.url",
                "tcp://b:1",
                "mes.topic",
                "clicks",
                "jms.rate",
                "7");

        assertThat(all)
                .containsEntry("erp.enabled", "true")
                .containsEntry("erp.max-in-flight", "3")
                .containsEntry("erp.rate", "0")
                .containsEntry("mes.enabled", "true")
                .containsEntry("mes.rate", "7");
    }

    @Test
    void aDestinationWithoutAnAddressIsOff() {
        assertThat(of()).containsEntry("kafka.enabled", "false").containsEntry("jms.enabled", "false");
        assertThat(of("kafka.brokers", "b:9092", "jms.url", "tcp://b:1"))
                .containsEntry("kafka.enabled", "true")
                .containsEntry("jms.enabled", "true");
        assertThat(of())
                .containsEntry("webhook.enabled", "false")
                .containsEntry("email.enabled", "false")
                .containsEntry("sql.enabled", "true");
        assertThat(of("webhook.url", "http://h", "email.host", "h"))
                .containsEntry("webhook.enabled", "true")
                .containsEntry("email.enabled", "true");
    }
}
