package org.clickrouter.routefile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.clickrouter.routefile.RouteFile.Entry;
import org.clickrouter.settings.Nearest;

/**
 * Calls of `direct:NAME` that no route takes: Camel finds out with the first click, waits for such a route, and the
 * polling waits with it.
 */
public final class DirectCalls {

    private static final Pattern NAMED = Pattern.compile("direct:(//)?[\\w.-]+(\\?.*)?");

    private DirectCalls() {}

    /** @return one line for each call that nothing takes: file, line, step, and what to write */
    public static List<String> mistakes(List<RouteFile> files) {
        Set<String> begins = begins(files);
        List<String> mistakes = new ArrayList<>();
        for (RouteFile file : files) {
            for (Entry entry : file.entries()) {
                if (entry.text() != null
                        && !entry.isBegin()
                        && NAMED.matcher(entry.text()).matches()
                        && !isAmong(begins, plain(entry.text()))) {
                    mistakes.add(entry.place() + ": no route begins with " + plain(entry.text()) + ": "
                            + Nearest.to(plain(entry.text()), begins)
                                    .map(near -> "did you mean " + near + "? Else add")
                                    .orElse("add")
                            + " one, or take the step away");
                }
            }
        }
        return mistakes;
    }

    /** @return what is wrong where no route of the files begins with an endpoint that must be there */
    public static Optional<String> missing(List<RouteFile> files, String uri) {
        Set<String> begins = begins(files);
        if (isAmong(begins, uri)) {
            return Optional.empty();
        }
        Optional<String> near = Nearest.to(uri, begins);
        String place = files.stream()
                .flatMap(file -> file.entries().stream())
                .filter(entry -> entry.isBegin()
                        && near.filter(plain(entry.text())::equals).isPresent())
                .map(entry -> entry.place().toString())
                .findFirst()
                .orElse("routes/");
        return Optional.of(place + ": no route begins with " + uri + ", where each click enters: "
                + near.map(other -> "write it in place of " + other)
                        .orElse("begin the route of routing.camel.yaml with it"));
    }

    private static Set<String> begins(List<RouteFile> files) {
        Set<String> begins = new HashSet<>();
        for (RouteFile file : files) {
            for (Entry entry : file.entries()) {
                if (entry.isBegin() && entry.text().startsWith("direct:")) {
                    begins.add(plain(entry.text()));
                } else if (entry.text() != null
                        && entry.key().equals("name")
                        && entry.path().size() > 2
                        && entry.path()
                                .subList(entry.path().size() - 3, entry.path().size())
                                .equals(List.of("from", "parameters", "name"))) {
                    // As Kaoto writes it: uri: direct, and the name under parameters.
                    begins.add("direct:" + entry.text());
                }
            }
        }
        return begins;
    }

    /** A placeholder of a begin may stand for anything. */
    private static boolean isAmong(Set<String> begins, String uri) {
        return begins.stream()
                .anyMatch(begin -> begin.equals(uri)
                        || begin.contains("{{")
                                && uri.matches("\\Q" + begin.replaceAll("\\{\\{.*?}}", "\\\\E.*\\\\Q") + "\\E"));
    }

    private static String plain(String uri) {
        return uri.replaceFirst("^direct://", "direct:").replaceFirst("\\?.*", "");
    }
}
