package org.clickrouter.settings;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.text.Invisible;

/**
 * Replaces {@code ${env:X}}, {@code {{env:X}}} and {@code {{env:X:default}}} inside a value, once: what comes out of
 * the environment is taken as it is.
 */
final class References {

    private static final String NAME = "env:([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?";
    private static final Pattern FORM = Pattern.compile("\\$\\{" + NAME + "\\}|\\{\\{" + NAME + "\\}\\}");

    private References() {}

    static Value resolve(Value value, Map<String, String> environment) {
        Matcher form = FORM.matcher(value.text());
        StringBuilder text = new StringBuilder();
        String missing = null;
        while (form.find()) {
            String name = form.group(1) != null ? form.group(1) : form.group(3);
            String otherwise = form.group(1) != null ? form.group(2) : form.group(4);
            String found = environment.getOrDefault(name, otherwise);
            if (found == null) {
                missing = name;
                found = "";
            }
            form.appendReplacement(text, Matcher.quoteReplacement(Invisible.strip(found)));
        }
        form.appendTail(text);
        Value resolved = new Value(Invisible.strip(text.toString()), value.origin(), value.failure());
        return missing == null
                ? resolved
                : resolved.failed("refers to the environment variable " + missing + ", which is not set");
    }
}
