package org.clickrouter.destination.oauth2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens as text that only who knows the settings' refresh token can read (AES-256-GCM): store and backup alone give
 * nobody anything. What another refresh token has sealed is of no use any more.
 */
final class SealedTokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    /**
     * Both tokens.
     *
     * @param access with its end
     * @param refresh what the next access token is asked for by
     */
    record Tokens(TokenRequest.Token access, String refresh) {
        /** Shows none of them. */
        @Override
        public String toString() {
            return "Tokens[]";
        }
    }

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** @param refreshToken of the settings, which no one can guess */
    SealedTokens(String refreshToken) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(refreshToken.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            this.key = new SecretKeySpec(
                    mac.doFinal("click-router kept tokens 1".getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    String seal(Tokens tokens) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        String text = JSON.createObjectNode()
                .put("access", tokens.access().value())
                .put("renewAt", tokens.access().renewAt())
                .put("refresh", tokens.refresh())
                .toString();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            return base64.encodeToString(nonce) + "." + base64.encodeToString(sealed);
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** @return empty for what another refresh token has sealed */
    Optional<Tokens> open(String sealed) {
        String[] parts = sealed.split("\\.", 2);
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(parts[0]))
                    .doFinal(Base64.getDecoder().decode(parts[1]));
            JsonNode json = JSON.readTree(new String(text, StandardCharsets.UTF_8));
            String refresh = json.path("refresh").asText();
            return Optional.of(new Tokens(
                    new TokenRequest.Token(
                            json.path("access").asText(), json.path("renewAt").asLong(), refresh, true),
                    refresh));
        } catch (GeneralSecurityException | JsonProcessingException | RuntimeException anothers) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
