package org.clickrouter.routefile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.outbox.RoutingEntry;
import org.clickrouter.routefile.RouteFile.Entry;

/**
 * The routes by which a click comes to an outbox through {@code direct:NAME}, in any file and over any number of them.
 */
final class OutboxesBehind {

    private static final Pattern DIRECT = Pattern.compile("direct:(?://)?([\\w.-]+)(?:\\?.*)?");

    private final Map<String, Set<String>> calls = new HashMap<>();
    private final Set<String> leading = new HashSet<>();

    OutboxesBehind(List<RouteFile> files) {
        for (RouteFile file : files) {
            String begin = null;
            for (Entry entry : file.entries()) {
                if (entry.path().size() == 1) {
                    begin = null;
                } else if (entry.isBegin()) {
                    begin = name(entry);
                } else if (begin != null && entry.isOutbox()) {
                    leading.add(begin);
                } else if (begin != null && name(entry) != null) {
                    calls.computeIfAbsent(begin, none -> new HashSet<>()).add(name(entry));
                }
            }
        }
        int before;
        do {
            before = leading.size();
            calls.forEach((from, to) -> {
                if (to.stream().anyMatch(leading::contains)) {
                    leading.add(from);
                }
            });
        } while (leading.size() > before);
        // What is handed over there enters as one click each.
        leading.remove(RoutingEntry.URI.substring("direct:".length()));
    }

    /** @return the steps of a route that hand a click to a route that leads to an outbox */
    List<Entry> among(List<Entry> route) {
        List<Entry> found = new ArrayList<>();
        for (Entry entry : route) {
            if (!entry.isBegin() && leading.contains(String.valueOf(name(entry)))) {
                found.add(entry);
            }
        }
        return found;
    }

    private static String name(Entry entry) {
        if (entry.text() == null || !entry.isBegin() && !entry.isCall()) {
            return null;
        }
        Matcher direct = DIRECT.matcher(entry.text());
        return direct.matches() ? direct.group(1) : null;
    }
}
