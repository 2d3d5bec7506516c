package org.clickrouter.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.StringHelper;
import org.apache.camel.vault.VaultConfiguration;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.catalog.SettingsCatalog;

/** What the functions themselves must know: where the vault is, and how to log in to it. */
final class VaultSettings {

    private static final String PREFIX = "camel.vault.";
    private static final String FILE = ".file";

    private VaultSettings() {}

    /**
     * Gives a context {@code camel.vault.*} in Camel's own words, and all other keys that are no settings of ours, for
     * functions of somebody else. What stands in a file of its own, by {@code KEY.file}, is read now.
     *
     * @throws IllegalArgumentException with the key that is wrong, without its value
     */
    static void bind(Settings settings, CamelContext context) {
        Properties all = settings.effective();
        for (String key : settings.layers().system().stringPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                all.setProperty(key, settings.layers().system().getProperty(key));
            }
        }
        all.keySet().removeIf(key -> SettingsCatalog.PREFIXES.stream().anyMatch(key.toString()::startsWith));
        for (String key : all.stringPropertyNames()) {
            if (key.startsWith(PREFIX) && key.endsWith(FILE)) {
                String named = key.substring(0, key.length() - FILE.length());
                all.setProperty(named, content(settings, key, all.getProperty(key)));
                all.remove(key);
            }
        }
        context.getPropertiesComponent().setInitialProperties(all);
        all.stringPropertyNames().stream()
                .filter(key -> key.startsWith(PREFIX))
                .forEach(key -> set(context, key, all.getProperty(key)));
    }

    private static String content(Settings settings, String key, String path) {
        try {
            return Files.readString(settings.home().resolve(path)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(key + " must name a file that can be read");
        }
    }

    private static void set(CamelContext context, String key, String text) {
        String[] parts = key.substring(PREFIX.length()).split("\\.", 2);
        VaultConfiguration vaults = context.getVaultConfiguration();
        Object vault =
                switch (parts[0]) {
                    case "hashicorp" -> vaults.hashicorp();
                    case "aws" -> vaults.aws();
                    case "azure" -> vaults.azure();
                    case "gcp" -> vaults.gcp();
                    case "kubernetes" -> vaults.kubernetes();
                    default -> null;
                };
        if (vault == null || parts.length < 2 || parts[1].endsWith("refreshEnabled")) {
            // Of a vault that is asked in other ways. The product looks for changes itself.
            return;
        }
        try {
            PropertyBindingSupport.build()
                    .withCamelContext(context)
                    .withTarget(vault)
                    .withProperty(StringHelper.dashToCamelCase(parts[1]), text)
                    .withMandatory(true)
                    .withIgnoreCase(true)
                    .bind();
        } catch (Exception e) {
            // Camel's message quotes the value.
            throw new IllegalArgumentException(key + " is no option of Camel's, or its value does not fit");
        }
    }
}
