package org.clickrouter.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path home;

    @Test
    void secretsAreMaskedAsTheyAreAndUrlEncoded() {
        Settings settings = new Given(home)
                .file("wolkvox.token=a/b c+d\nsql.password=a/b c+d-longer\nemail.password=abc\n")
                .load();

        assertThat(settings.mask("x a/b c+d y a%2Fb+c%2Bd z a%2fb%20c%2bd a/b c+d-longer abc"))
                .isEqualTo("x *** y *** z *** *** abc");
        assertThat(settings.mask(null)).isNull();
        assertThat(settings.secrets()).containsExactlyInAnyOrder("a/b c+d", "a/b c+d-longer", "abc");
    }

    @Test
    void withoutSecretsNothingIsMasked() {
        assertThat(new Given(home).load().mask("as it is")).isEqualTo("as it is");
    }

    @Test
    void secretsInsideUrlsHeadersAndEngineersKeysAreMasked() {
        Settings settings = new Given(home).file("""
                store.url=jdbc:postgresql://db/clicks?user=me&password=pg%2Dpass
                crm.url=https://me:crm-pass@crm.example.com/
                crm.api-key=key-of-crm
                webhook.headers=Authorization: Bearer bearer-1234; X-Key: key-5678
                """).load();

        assertThat(settings.mask("pg%2Dpass pg-pass crm-pass key-of-crm bearer-1234 key-5678 me"))
                .isEqualTo("*** *** *** *** *** *** me");
        assertThat(settings.headers("webhook.headers"))
                .containsEntry("Authorization", "Bearer bearer-1234")
                .containsEntry("X-Key", "key-5678");
    }

    @Test
    void thePasswordInAUrlOfOracleOrSqlServerIsMasked() {
        Settings oracle = new Given(home)
                .file("sql.url=jdbc:oracle:thin:me/ora/pass@//db:1521/clicks")
                .load();
        Settings server = new Given(home)
                .file("sql.url=jdbc:sqlserver://db;user=me;password={ms;pass};encrypt=true")
                .load();

        assertThat(oracle.mask(oracle.get("sql.url"))).isEqualTo("jdbc:oracle:thin:me/***@//db:1521/clicks");
        assertThat(server.mask("login failed: ms;pass")).isEqualTo("login failed: ***");
    }

    @Test
    void thePasswordOfATrustStoreIsMaskedInABrokersUrlAndInAListOfBrokers() {
        Settings one = new Given(home)
                .file("jms.url=tcp://a:61617?sslEnabled=true&trustStorePath=t.p12&trustStorePassword=store-pass")
                .load();
        Settings two = new Given(home)
                .file(
                        "jms.url=(tcp://a:61617?trustStorePassword=first-pass,tcp://b:61617?keyStorePassword=second-pass)?ha=true")
                .load();

        assertThat(one.mask(one.get("jms.url"))).endsWith("trustStorePath=t.p12&trustStorePassword=***");
        assertThat(two.mask("first-pass second-pass")).isEqualTo("*** ***");
    }

    @Test
    void headersOfAnEngineersOwnWebhookAndEachOfSeveralSigningSecretsAreMasked() {
        Settings settings = new Given(home)
                .file(
                        "crm.headers=X-Key: key-of-crm; Authorization: Bearer bearer-of-crm\nwebhook.secret=whsec_b2xkb2xkb2xk whsec_bmV3bmV3bmV3\n")
                .load();

        assertThat(settings.mask("key-of-crm bearer-of-crm whsec_b2xkb2xkb2xk,whsec_bmV3bmV3bmV3"))
                .isEqualTo("*** *** ***,***");
        assertThat(new Given(home)
                        .file("crm.url=https://crm/\ncrm.headers=Host: hidden-value\n" + Given.ACCESS)
                        .problems())
                .singleElement()
                .asString()
                .contains("crm.headers = ***: must not set Host")
                .doesNotContain("hidden-value");
    }

    @Test
    void noSecretIsInAProblemOrAToString() {
        Given given = new Given(home).file(Given.ACCESS + """
                wolkvox.tokn=secret-under-a-slip
                webhook.secret=whsec_not*base64
                webhook.headers=Host: hidden-value
                webhook.url=ftp://me:url-pass@host/
                """);

        assertThat(given.problems())
                .hasSize(5)
                .noneMatch(line -> line.matches(".*(secret-under|not.base64|hidden-value|url-pass|t0ken).*"));
        assertThat(given.load().toString()).doesNotContain("t0ken-of-test", "url-pass");
        assertThat(given.load().value("wolkvox.token").toString()).doesNotContain("t0ken-of-test");
    }
}
