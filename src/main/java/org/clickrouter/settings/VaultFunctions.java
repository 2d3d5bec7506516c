package org.clickrouter.settings;

import java.util.Map;
import java.util.Set;
import org.clickrouter.settings.catalog.SettingsCatalog;

/** What is known of the functions that a value may name, whether they are there or not. */
final class VaultFunctions {

    /** Camel's own, with the artifact that brings each. */
    private static final Map<String, String> JARS = Map.of(
            "hashicorp", "camel-hashicorp-vault",
            "aws", "camel-aws-secrets-manager",
            "azure", "camel-azure-key-vault",
            "gcp", "camel-google-secret-manager");

    /** Camel's own that look up no secret; it resolves them in the routes. */
    private static final Set<String> NO_VAULT = Set.of("sys", "service", "bean");

    private VaultFunctions() {}

    /**
     * Whether {@code {{name:...}}} in this key can only mean a function. In a key of the engineer's own it may also be
     * another key of his, with a default behind the colon, which Camel resolves.
     */
    static boolean isMeant(String function, String key) {
        return JARS.containsKey(function)
                || !NO_VAULT.contains(function)
                        && (SettingsCatalog.PREFIXES.stream().anyMatch(key::startsWith) || Secrets.isTellingName(key));
    }

    /** What to do where a function is not there. */
    static String missing(String function) {
        String jar = JARS.get(function);
        return "asks the function " + function + ", which is not on board: "
                + (jar == null
                        ? "put the jar that brings it into lib/"
                        : "put " + jar + " and the jars that it needs into lib/")
                + " (see docs/secrets.md)";
    }

    /**
     * The words of a reference as they may be shown: without the default, which may be a secret. It stands behind the
     * colon that follows the secret's name; Vault's name has one inside, behind that of its engine.
     */
    static String shown(String function, String what) {
        int from = function.equals("hashicorp") ? what.indexOf(':') + 1 : 0;
        int end = what.indexOf(':', from);
        return function + ":" + (end < 0 ? what : what.substring(0, end));
    }
}
