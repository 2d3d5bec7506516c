package org.clickrouter.settings;

import org.clickrouter.text.Invisible;

/**
 * A value as it was found. It may be a secret: {@link #toString} does not show it.
 *
 * @param text the value without white space and invisible characters at its ends, its references resolved
 * @param origin where it came from
 * @param failure why it could not be read in full, or null
 */
record Value(String text, Origin origin, String failure) {

    static Value of(String text, Origin origin) {
        return new Value(Invisible.strip(text), origin, null);
    }

    Value failed(String why) {
        return new Value(text, origin, why);
    }

    boolean isDefault() {
        return origin.equals(Origin.DEFAULT);
    }

    @Override
    public String toString() {
        return "Value[" + origin.place() + "]";
    }
}
