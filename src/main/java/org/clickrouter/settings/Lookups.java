package org.clickrouter.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.clickrouter.settings.SecretFunctions.LookupException;
import org.clickrouter.text.LocaleEncoding;

/**
 * What stands outside of the settings: files of secrets, and what functions look up. Each is asked once, so that
 * settings which are derived from others ask nobody again.
 */
final class Lookups {

    private final SecretFunctions functions;
    private final Map<String, Looked> before;
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    /**
     * An answer.
     *
     * @param text what was found, empty where nothing was
     * @param failure why it could not be had, or null
     * @param mayPass whether it may be there later, without a change of the settings
     */
    record Looked(String text, String failure, boolean mayPass) {

        static Looked found(String text) {
            return new Looked(text, null, false);
        }
    }

    private Lookups(SecretFunctions functions, Map<String, Looked> before) {
        this.functions = functions;
        this.before = before;
    }

    /** @param functions null where none are asked: what names one stays as it is */
    static Lookups with(SecretFunctions functions) {
        return new Lookups(functions, Map.of());
    }

    /** Others that ask anew, and keep what these have found where that cannot be had now. */
    Lookups anew() {
        return new Lookups(functions, Map.copyOf(looked));
    }

    boolean asksFunctions() {
        return functions != null;
    }

    /** Nothing is asked for the time being. */
    void rest() {
        if (functions != null) {
            functions.rest();
        }
    }

    boolean has(String function) {
        return functions != null && functions.has(function);
    }

    Looked function(String function, String what) {
        String shown = VaultFunctions.shown(function, what);
        return look(function + ":" + what, shown, () -> {
            try {
                return Looked.found(functions.look(function, what));
            } catch (LookupException e) {
                return new Looked("", e.getMessage(), true);
            }
        });
    }

    Looked file(Path home, String path) {
        return look("file " + path, "file " + path, () -> {
            try {
                return Looked.found(Files.readString(home.resolve(path)));
            } catch (MalformedInputException other) {
                return new Looked("", "the file that it names must hold UTF-8 text", false);
            } catch (IOException | InvalidPathException unreadable) {
                return new Looked(
                        "",
                        "must name a file that can be read" + LocaleEncoding.ofName(path, System.getProperties()),
                        false);
            }
        });
    }

    private Looked look(String source, String shown, Supplier<Looked> ask) {
        return looked.computeIfAbsent(source, s -> {
            Looked now = ask.get();
            Looked old = before.get(source);
            if (now.failure() == null || old == null || old.failure() != null) {
                return now;
            }
            failures.put(shown, now.failure());
            return old;
        });
    }

    /** By where it was looked for, what could not be had and is as it was before, with the reason. */
    Map<String, String> failures() {
        return new TreeMap<>(failures);
    }
}
