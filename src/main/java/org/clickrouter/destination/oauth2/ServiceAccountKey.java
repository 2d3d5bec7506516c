package org.clickrouter.destination.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a service account, in the JSON that Google gives out. A signed statement takes the place of a client's
 * secret (RFC 7523 2.1).
 *
 * @param email of the account
 * @param id of the key
 * @param key RSA
 */
record ServiceAccountKey(String email, String id, PrivateKey key) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** The longest that Google takes. */
    private static final int LIFE_SECONDS = 3600;

    /** @throws IllegalArgumentException says what of the file is wrong, and nothing of what it holds */
    static ServiceAccountKey read(Path file) {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    file + " cannot be read as JSON: it must be the key of a service account");
        }
        String email = json.path("client_email").asText();
        Matcher pem = PEM.matcher(json.path("private_key").asText());
        if (email.isEmpty() || !pem.find()) {
            throw new IllegalArgumentException(
                    file + " must have client_email and private_key, as the key of a service account has");
        }
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
            return new ServiceAccountKey(email, json.path("private_key_id").asText(), key);
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException(file + ": its private_key is no RSA key");
        }
    }

    /**
     * @param audience the token server's address
     * @param subject the user in whose name the account acts; empty: in its own
     * @param now epoch milliseconds
     * @return a JWT, signed by RS256
     */
    String assertion(String audience, String scope, String subject, long now) {
        long seconds = now / 1000;
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", email)
                .put("scope", scope)
                .put("aud", audience)
                .put("iat", seconds)
                .put("exp", seconds + LIFE_SECONDS);
        if (!subject.isEmpty()) {
            claims.put("sub", subject);
        }
        String signed = part(JSON.createObjectNode()
                        .put("alg", "RS256")
                        .put("typ", "JWT")
                        .put("kid", id))
                + "."
                + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String part(JsonNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Shows nothing of the key. */
    @Override
    public String toString() {
        return "ServiceAccountKey[]";
    }
}
