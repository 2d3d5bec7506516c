package org.clickrouter.run;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;

/** The settings of the routes in force, for what outlives the routes. */
final class InForce {

    private final CopyOnWriteArrayList<String> secrets = new CopyOnWriteArrayList<>();
    private volatile Settings settings;

    InForce(Settings first) {
        set(first);
    }

    Settings get() {
        return settings;
    }

    void set(Settings next) {
        next.secrets().stream()
                // Shorter ones would mask half of each sentence.
                .filter(secret -> secret.length() >= 4)
                .forEach(secrets::addIfAbsent);
        settings = next;
    }

    OperationSettings operation(String name) {
        return settings.operation(name);
    }

    /** @return of next, the operations that log in by another token than now */
    List<OperationSettings> renewed(Settings next) {
        return next.operations().stream()
                .filter(operation ->
                        !operation.token().equals(operation(operation.name()).token()))
                .toList();
    }

    /** Texts that no message of the API may hold: all that were ever in force. */
    List<String> secrets() {
        return Collections.unmodifiableList(secrets);
    }
}
