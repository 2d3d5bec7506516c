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
                        && !isNamed(entries, i, parameter)) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isUse(Entry entry, String kamelet) {
        return entry.text() != null && entry.text().matches("kamelet:(//)?" + kamelet + "([/?].*)?");
    }

    /** Whether the step around an entry names the parameter, before or after it. */
    private static boolean isNamed(List<Entry> entries, int use, String parameter) {
        int depth = entries.get(use).path().size();
        int begin = use;
        while (begin > 0 && entries.get(begin).path().size() >= depth) {
            begin--;
        }
        for (int i = begin + 1; i < entries.size() && entries.get(i).path().size() >= depth; i++) {
            Entry entry = entries.get(i);
            if (entry.key().equals(parameter) && entry.parent().equals("parameters")) {
                return true;
            }
        }
        return false;
    }
}
