package org.clickrouter.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.text.LocaleEncoding;

/**
 * Characters that a JVM could not read in its locale. In the locale C it reads arguments and the environment as ASCII,
 * so a code with an accent arrives with {@code ?} or U+FFFD in it and matches nothing.
 */
public final class LostCharacters {

    private static final char REPLACEMENT = '\uFFFD';

    private LostCharacters() {}

    /**
     * @param settings as they were read, with the system properties of the JVM
     * @return a warning for each value of the environment or of -D that seems to have lost characters
     */
    public static List<Problem> in(Settings settings) {
        String encoding = LocaleEncoding.of(settings.layers().system());
        List<Problem> problems = new ArrayList<>();
        for (String key : settings.keys()) {
            Value value = settings.value(key);
            // What a file brings came through {{env:NAME}}, or was spoilt before.
            if (value.origin().outsideTheFile() && lost(value.text(), encoding)
                    || value.text().indexOf(REPLACEMENT) >= 0) {
                problems.add(settings.problem(
                        Severity.WARNING, key, "seems to have lost characters: " + LocaleEncoding.cause(encoding)));
            }
        }
        return problems;
    }

    /**
     * @param arguments of the command line
     * @param encoding what {@code sun.jnu.encoding} says
     * @return a line for the first argument that seems to have lost characters
     */
    public static Optional<String> in(String[] arguments, String encoding) {
        for (String argument : arguments) {
            if (lost(argument, encoding)) {
                return Optional.of("warning: the argument " + argument + " seems to have lost characters: "
                        + LocaleEncoding.cause(encoding));
            }
        }
        return Optional.empty();
    }

    /** A question mark in an address is one. */
    private static boolean lost(String text, String encoding) {
        return text.indexOf(REPLACEMENT) >= 0
                || !encoding.equalsIgnoreCase("UTF-8") && text.indexOf('?') >= 0 && text.indexOf(':') < 0;
    }
}
