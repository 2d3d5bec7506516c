package org.clickrouter.report.failure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Texts that must not be shown, and the cleaning of foreign text before it is. */
public final class Secrets {
    private static final String MASK = "***";

    private final List<String> forms;

    public Secrets(Collection<String> secrets) {
        // The longest first, so that a secret which contains another leaves no rest.
        forms = secrets.stream()
                .filter(secret -> secret != null && !secret.isBlank())
                .flatMap(secret -> Stream.of(
                        secret, secret.replace("/", "\\/"), URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * Makes foreign text fit for a log: no control characters, white space joined, secrets masked, at most {@code max}
     * characters.
     */
    public String clean(String text, int max) {
        // Control characters go first: without them a broken-up secret would join again after masking.
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Z}]+", " ").strip();
        for (String secret : forms) {
            clean = clean.replace(secret, MASK);
        }
        if (clean.length() <= max) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(max - 1)) ? max - 1 : max;
        return clean.substring(0, end) + "…";
    }
}
