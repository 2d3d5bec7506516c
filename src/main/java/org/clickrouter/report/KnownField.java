package org.clickrouter.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The documented fields of a record. Those that identity and routing read must be plain values. */
public enum KnownField {
    CHAT_ID(true),
    SOURCE_ID(true),
    DATE(true),
    COD_ACT(true),
    SOURCE_URL(false),
    SOURCE_TYPE(false),
    RP_ID(false),
    AGENT_ID(false),
    MEDIA_TYPE(false),
    MEDIA_URL(false);

    private static final Map<String, KnownField> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KnownField::key, Function.identity()));

    private final boolean plain;
    private final String key = name().toLowerCase(Locale.ROOT);

    KnownField(boolean plain) {
        this.plain = plain;
    }

    boolean plain() {
        return plain;
    }

    /** The key under its documented name. */
    public String key() {
        return key;
    }

    /** The field that a key means, after stripping and in any case; null for none. */
    public static KnownField of(String name) {
        return BY_KEY.get(Texts.key(name));
    }
}
