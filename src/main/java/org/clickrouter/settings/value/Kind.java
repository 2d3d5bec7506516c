package org.clickrouter.settings.value;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What sort of value a setting takes.
 *
 * @param name the sort in one word, for documentation
 * @param rule what a value must be, as the end of a sentence that starts with the key: "must be ..."
 * @param secret whether a value must never be shown
 * @param accepts tells a good value (already trimmed) from a bad one
 * @param canonical turns a good value into the one form that the product uses
 * @param reason the rule that a bad value breaks, where it can be told more closely; never shows the value
 */
public record Kind(
        String name,
        String rule,
        boolean secret,
        Predicate<String> accepts,
        UnaryOperator<String> canonical,
        UnaryOperator<String> reason) {

    Kind(String name, String rule, boolean secret, Predicate<String> accepts, UnaryOperator<String> canonical) {
        this(name, rule, secret, accepts, canonical, value -> rule);
    }

    public static Kind of(String name, String rule, Predicate<String> accepts) {
        return new Kind(name, rule, false, accepts, UnaryOperator.identity());
    }

    /**
     * A kind whose values a parser reads.
     *
     * @param parser turns a good value into its canonical form; for a bad one it throws an IllegalArgumentException
     *     whose message is the broken rule
     */
    static Kind parsed(String name, String rule, UnaryOperator<String> parser) {
        return new Kind(
                name, rule, false, value -> broken(parser, value) == null, parser, value -> broken(parser, value));
    }

    /** The same kind, but never shown. */
    Kind hidden() {
        return new Kind(name, rule, true, accepts, canonical, reason);
    }

    private static String broken(UnaryOperator<String> parser, String value) {
        try {
            parser.apply(value);
            return null;
        } catch (IllegalArgumentException refused) {
            return refused.getMessage();
        }
    }
}
