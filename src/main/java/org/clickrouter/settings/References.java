package org.clickrouter.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.text.Invisible;

/**
 * Replaces {@code ${env:X}}, {@code {{env:X}}}, {@code {{env:X:default}}} and {@code {{function:what}}} inside a value,
 * once: what comes out of the environment or a function is taken as it is.
 */
final class References {

    private static final String NAME = "env:([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{" + NAME + "\\}|\\{\\{" + NAME + "\\}\\}");
    /** Its words may hold references to the environment. */
    private static final Pattern FUNCTION = Pattern.compile(
            "\\{\\{(?!env:)([A-Za-z][A-Za-z0-9-]*):((?:[^{}]|\\{\\{env:[^{}]*\\}\\}|\\$\\{env:[^{}]*\\})+)\\}\\}");

    private final Map<String, String> environment;
    private final Lookups lookups;

    References(Map<String, String> environment, Lookups lookups) {
        this.environment = environment;
        this.lookups = lookups;
    }

    /** Whether a text asks a function. */
    static boolean asks(String text) {
        return FUNCTION.matcher(text).find();
    }

    /** @param key whose value it is */
    Value resolve(String key, Value value) {
        Matcher function = FUNCTION.matcher(value.text());
        StringBuilder text = new StringBuilder();
        Map<String, String> sources = new LinkedHashMap<>();
        Value failed = null;
        int end = 0;
        while (lookups.asksFunctions() && function.find()) {
            String name = function.group(1);
            if (!lookups.has(name) && !VaultFunctions.isMeant(name, key)) {
                continue;
            }
            Filled before = variables(value.text().substring(end, function.start()));
            Filled words = variables(function.group(2));
            end = function.end();
            text.append(before.text());
            if (!lookups.has(name)) {
                failed = value.failed(VaultFunctions.missing(name));
            } else if (words.missing() != null) {
                failed = value.failed(words.failure());
            } else {
                Lookups.Looked looked = lookups.function(name, words.text());
                String shown = VaultFunctions.shown(name, words.text());
                text.append(looked.text());
                sources.put(shown, looked.text());
                if (looked.failure() != null) {
                    failed = value.failed("cannot be had from " + shown + ": " + looked.failure(), true);
                }
            }
            if (before.missing() != null) {
                failed = value.failed(before.failure());
            }
        }
        Filled rest = variables(value.text().substring(end));
        text.append(rest.text());
        if (rest.missing() != null) {
            failed = value.failed(rest.failure());
        }
        return (failed == null ? value : failed).filled(text.toString(), sources);
    }

    /** @param missing a variable that is not set, or null */
    private record Filled(String text, String missing) {

        String failure() {
            return "refers to the environment variable " + missing + ", which is not set";
        }
    }

    private Filled variables(String part) {
        Matcher form = VARIABLE.matcher(part);
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
        return new Filled(text.toString(), missing);
    }
}
