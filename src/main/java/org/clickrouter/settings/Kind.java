package org.clickrouter.settings;

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
 */
public record Kind(
        String name, String rule, boolean secret, Predicate<String> accepts, UnaryOperator<String> canonical) {

    static Kind of(String name, String rule, Predicate<String> accepts) {
        return new Kind(name, rule, false, accepts, UnaryOperator.identity());
    }

    /** The same kind, but never shown. */
    Kind hidden() {
        return new Kind(name, rule, true, accepts, canonical);
    }
}
