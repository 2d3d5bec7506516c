package org.clickrouter.routefile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.routefile.RouteFile.Entry;
import org.clickrouter.settings.Nearest;

/** What is wrong between the files of routes/, or would go wrong silently, as far as their text tells. */
public final class RouteRules {

    private static final Set<String> BEFORE_ROUTES = Set.of(
            "onException", "onCompletion", "intercept", "interceptFrom", "interceptSendToEndpoint", "errorHandler");

    private static final Pattern OUTBOX = Pattern.compile("outbox:(?://)?([\\w-]+).*");

    private final List<String> mistakes = new ArrayList<>();

    private RouteRules() {}

    /** @return one line for each mistake: file, line, step, and what to write */
    public static List<String> mistakes(List<RouteFile> files) {
        RouteRules rules = new RouteRules();
        rules.routesOnce(files);
        // In a copy of a file each step stands twice; to say that of the route is enough.
        if (rules.mistakes.isEmpty()) {
            rules.stepsOnce(files);
        }
        files.forEach(rules::order);
        files.forEach(rules::complete);
        OutboxesBehind behind = new OutboxesBehind(files);
        files.forEach(file -> rules.mistakes.addAll(ClickRules.mistakes(file, behind)));
        files.forEach(file -> rules.mistakes.addAll(ExpressionRules.mistakes(file)));
        return rules.mistakes;
    }

    private void routesOnce(List<RouteFile> files) {
        Map<String, Place> ids = new HashMap<>();
        Map<String, Place> begins = new HashMap<>();
        for (RouteFile file : files) {
            for (Entry entry : file.entries()) {
                if (isRouteId(entry)) {
                    // A template and a route may share a name.
                    boolean template = entry.parent().equals("routeTemplate");
                    Place first = ids.putIfAbsent((template ? "template " : "") + entry.text(), entry.place());
                    if (first != null) {
                        mistakes.add(entry.place() + ": route id " + entry.text() + " stands at " + first
                                + ", too, and one would replace the other: give it another id; the name of a copy to keep must"
                                + " not end in .camel.yaml");
                    }
                }
            }
        }
        if (!mistakes.isEmpty()) {
            return;
        }
        for (RouteFile file : files) {
            for (Entry entry : file.entries()) {
                if (entry.isBegin()
                        && entry.text().startsWith("direct:")
                        && !entry.text().contains("{{")) {
                    Place first = begins.putIfAbsent(entry.text(), entry.place());
                    if (first != null) {
                        mistakes.add(entry.place() + ": a route begins with " + entry.text() + " at " + first
                                + ", too: give one of them another name");
                    }
                }
            }
        }
    }

    /** @return destinations whose queue a route of the files takes from, be it off at present */
    public static Set<String> served(List<RouteFile> files) {
        Set<String> served = new HashSet<>();
        for (RouteFile file : files) {
            for (Entry entry : file.entries()) {
                if (entry.isBegin()) {
                    Matcher outbox = OUTBOX.matcher(entry.text());
                    if (outbox.matches()) {
                        served.add(outbox.group(1));
                    }
                } else if (entry.key().equals("value")
                        && entry.text() != null
                        && entry.path().contains("templatedRoute")) {
                    served.add(entry.text());
                }
            }
        }
        return served;
    }

    /**
     * @param wanted a destination that no route takes from
     * @return where the files name it, and what to write
     */
    public static String unserved(List<RouteFile> files, String wanted, Set<String> served) {
        String place = files.stream()
                .flatMap(file -> file.entries().stream())
                .filter(entry -> entry.text() != null && !entry.isBegin())
                .filter(entry -> {
                    Matcher outbox = OUTBOX.matcher(entry.text());
                    return outbox.matches() && outbox.group(1).equals(wanted);
                })
                .findFirst()
                .map(entry -> entry.place().toString())
                .orElse("routes/");
        return place + ": outbox:" + wanted + ": no destination has this name, so what goes there would wait for ever: "
                + Nearest.to(wanted, served)
                        .map(near -> "did you mean " + near + "? Else a")
                        .orElse("a")
                + "dd a route from outbox:" + wanted + " to destinations.camel.yaml";
    }

    private static boolean isRouteId(Entry entry) {
        return entry.text() != null
                && entry.path().size() == 2
                && (entry.key().equals("id") && Set.of("route", "routeTemplate").contains(entry.parent())
                        || entry.key().equals("routeId") && entry.parent().equals("templatedRoute"));
    }

    private void stepsOnce(List<RouteFile> files) {
        Map<String, Place> ids = new HashMap<>();
        for (RouteFile file : files) {
            for (Entry entry : file.entries()) {
                if (entry.key().equals("id")
                        && entry.text() != null
                        && entry.path().contains("steps")
                        && !entry.text().contains("{{")) {
                    Place first = ids.putIfAbsent(entry.text(), entry.place());
                    if (first != null) {
                        mistakes.add(entry.place() + ": id " + entry.text() + " stands at " + first
                                + ", too: each step needs an id of its own in all files of routes/");
                    }
                }
            }
        }
    }

    private void complete(RouteFile file) {
        file.entries().stream()
                .filter(entry -> Set.of("uri", "ref", "id").contains(entry.key()))
                .filter(entry -> entry.text() != null && entry.text().isBlank())
                .forEach(entry -> mistakes.add(entry.place() + ": " + entry.key()
                        + " has no value: write it, or take the line away; was the file saved half written?"));
    }

    private void order(RouteFile file) {
        Place route = null;
        for (Entry entry : file.entries()) {
            if (entry.path().size() == 1) {
                if (RouteFile.ROUTES.contains(entry.key())) {
                    route = route == null ? entry.place() : route;
                } else if (route != null && BEFORE_ROUTES.contains(entry.key())) {
                    mistakes.add(entry.place() + ": " + entry.key()
                            + " must stand before the first route of the file (line " + route.line() + "): move it up");
                }
            }
        }
    }
}
