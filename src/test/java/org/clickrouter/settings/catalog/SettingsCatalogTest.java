package org.clickrouter.settings.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsCatalogTest {

    @Test
    void keysAndEnvironmentVariablesAreUniqueAndBehindTheProductsPrefixes() {
        assertThat(SettingsCatalog.all())
                .extracting(Setting::key)
                .doesNotHaveDuplicates()
                .allMatch(key -> SettingsCatalog.PREFIXES.stream().anyMatch(key::startsWith));
        assertThat(SettingsCatalog.all())
                .extracting(setting -> Setting.environmentName(setting.key()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyDefaultKeepsItsOwnRule() {
        assertThat(SettingsCatalog.all())
                .allSatisfy(setting -> assertThat(setting.brokenRule(setting.defaultValue()))
                        .as(setting.key())
                        .isEmpty());
    }

    @Test
    void whatMustNeverBeShownIsMarkedSecret() {
        assertThat(SettingsCatalog.all())
                .filteredOn(Setting::secret)
                .extracting(Setting::key)
                .containsExactlyInAnyOrder(
                        "wolkvox.token",
                        "store.password",
                        "webhook.secret",
                        "webhook.headers",
                        "webhook.certificate-password",
                        "webhook.bearer",
                        "webhook.password",
                        "webhook.oauth2.client-secret",
                        "webhook.oauth2.refresh-token",
                        "email.password",
                        "email.oauth2.client-secret",
                        "email.oauth2.refresh-token",
                        "sql.password",
                        "kafka.password",
                        "jms.password",
                        "console.password",
                        "console.reader-password",
                        "operator.webhook",
                        "operator.webhook-secret");
    }
}
