package org.clickrouter.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The documented fields of a record. */
public enum KnownField {
    CHAT_ID(Use.PLAIN),
    SOURCE_ID(Use.PLAIN),
    DATE(Use.PLAIN),
    COD_ACT(Use.PLAIN),
    SOURCE_URL(Use.NONE),
    SOURCE_TYPE(Use.COUNTED),
    RP_ID(Use.COUNTED),
    AGENT_ID(Use.COUNTED),
    MEDIA_TYPE(Use.COUNTED),
    MEDIA_URL(Use.NONE);

    private enum Use {
        /** Identity and routing read it: it must be a plain value. */
        PLAIN,
        /** Clicks are counted by it. */
        COUNTED,
        /** It is only passed on. */
        NONE
    }

    private static final Map<String, KnownField> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KnownField::key, Function.identity()));

    private final Use use;
    private final String key = name().toLowerCase(Locale.ROOT);

    KnownField(Use use) {
        this.use = use;
    }

    /** Whether it must be neither an object nor an array. */
    boolean plain() {
        return use == Use.PLAIN;
    }

    /** Whether its value is wanted by itself. */
    boolean read() {
        return use != Use.NONE;
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
