package org.clickrouter.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.clickrouter.text.Invisible;

/**
 * A value as it was found. It may be a secret: {@link #toString} does not show it.
 *
 * @param text the value without white space and invisible characters at its ends, its references resolved
 * @param origin where it came from
 * @param failure why it could not be read in full, or null
 * @param mayPass whether what failed may go well later, without a change of the settings
 * @param sources what was looked up for it elsewhere, by where: a file or a function with its words
 */
record Value(String text, Origin origin, String failure, boolean mayPass, Map<String, String> sources) {

    static Value of(String text, Origin origin) {
        return new Value(Invisible.strip(text), origin, null, false, Map.of());
    }

    Value failed(String why) {
        return failed(why, false);
    }

    Value failed(String why, boolean passing) {
        return new Value(text, origin, why, passing, sources);
    }

    /** The same with a text that was put together from what was found elsewhere. */
    Value filled(String filled, Map<String, String> from) {
        Map<String, String> all = new LinkedHashMap<>(sources);
        all.putAll(from);
        return new Value(Invisible.strip(filled), origin, failure, mayPass, all);
    }

    boolean isDefault() {
        return origin.equals(Origin.DEFAULT);
    }

    @Override
    public String toString() {
        return "Value[" + origin.place() + "]";
    }
}
