package org.clickrouter.routefile;

import java.util.List;
import java.util.Optional;
import org.clickrouter.routefile.RouteFile.Entry;

/** Steps that use a Kamelet: Camel names the Kamelet that lacks a parameter, and not which of its uses. */
final class KameletUses {

    private KameletUses() {}

    /** @return the first use of a Kamelet in the files that does not name a parameter */
    static Optional<Entry> without(List<RouteFile> files, String kamelet, String parameter) {
        for (RouteFile file : files) {
            List<Entry> entries = file.entries();
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                if (isUse(entry, kamelet)
                        && !entry.text().matches(".*[?&]" + parameter + "=.*")
                        && named(entries, i, parameter).isEmpty()) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    /** @return the parameter of the first use of a Kamelet in the files that names it, or that use */
    static Optional<Entry> of(List<RouteFile> files, String kamelet, String parameter) {
        for (RouteFile file : kamelet == null ? List.<RouteFile>of() : files) {
            List<Entry> entries = file.entries();
            for (int i = 0; i < entries.size(); i++) {
                if (isUse(entries.get(i), kamelet)) {
                    Optional<Entry> named = named(entries, i, parameter);
                    if (named.isPresent() || entries.get(i).text().contains(parameter + "=")) {
                        return named.isPresent() ? named : Optional.of(entries.get(i));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isUse(Entry entry, String kamelet) {
        return entry.text() != null && entry.text().matches("kamelet:(//)?" + kamelet + "([/?].*)?");
    }

    /** The parameter, where the step around an entry names it, before or after it. */
    private static Optional<Entry> named(List<Entry> entries, int use, String parameter) {
        int depth = entries.get(use).path().size();
        int begin = use;
        while (begin > 0 && entries.get(begin).path().size() >= depth) {
            begin--;
        }
        for (int i = begin + 1; i < entries.size() && entries.get(i).path().size() >= depth; i++) {
            Entry entry = entries.get(i);
            if (entry.key().equals(parameter) && entry.parent().equals("parameters")) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
