package org.clickrouter.settings.catalog;

import static org.clickrouter.settings.value.AddressKinds.url;
import static org.clickrouter.settings.value.Kinds.oneOf;
import static org.clickrouter.settings.value.Kinds.path;
import static org.clickrouter.settings.value.Kinds.secret;
import static org.clickrouter.settings.value.Kinds.text;

/** How a shipped destination gets access tokens: the same words for every kind that logs in with them. */
final class OAuth2Settings {

    private OAuth2Settings() {}

    /**
     * @param kind the destination's name
     * @param page of the documentation that tells more
     */
    static void add(SettingsGroup group, String kind, String page) {
        String key = kind + ".oauth2.";
        group.add(
                key + "token-url",
                url(),
                "",
                "",
                "Where access tokens are asked for by OAuth2, by client credentials or what else is set here; empty: none are.");
        group.add(key + "client-id", text(), "", "", "The client's id there.");
        group.add(key + "client-secret", secret(), "", "", "The client's secret there.");
        group.add(key + "scope", text(), "", "", "The scopes to ask for, separated by spaces.");
        group.add(
                key + "client-auth",
                oneOf("basic", "post"),
                "basic",
                "",
                "Where id and secret stand in that request: basic (its header) or post (its body).");
        group.add(
                key + "refresh-token",
                secret(),
                "",
                "",
                "A refresh token: a user has allowed the client to act for him; what the server gives in its place is kept in the store. See "
                        + page + ".");
        group.add(
                key + "key-file",
                path(),
                "",
                "",
                "The key of a service account (JSON, as Google gives it out), in the place of id and secret; empty: none. See "
                        + page + ".");
        group.add(key + "subject", text(), "", "", "The user in whose name that account acts; empty: in its own.");
    }
}
