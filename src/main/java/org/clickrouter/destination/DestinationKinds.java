package org.clickrouter.destination;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.clickrouter.delivery.RetrySchedule;
import org.clickrouter.settings.Settings;

/** The kinds that are there, in the order in which they are asked; the one that takes any other destination is last. */
public final class DestinationKinds {

    private static final List<DestinationKind> ALL =
            ServiceLoader.load(DestinationKind.class, DestinationKinds.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    // Wherever its jar stands on the class path.
                    .sorted(Comparator.comparing(DestinationKind::takesAnyOther))
                    .toList();

    private DestinationKinds() {}

    public static List<DestinationKind> all() {
        return ALL;
    }

    /** The kind of a destination, told by its settings. */
    public static DestinationKind of(Settings settings, String destination) {
        return ALL.stream()
                .filter(kind -> kind.destinations(settings).contains(destination))
                .findFirst()
                .orElse(ALL.get(ALL.size() - 1));
    }

    /** Whether a destination is on; one without settings of its own is. */
    public static boolean isEnabled(Settings settings, String destination) {
        return of(settings, destination).isEnabled(settings, destination);
    }

    /** {@code NAME.word}, or that of the shipped destination of its kind where it is empty; empty: there is none. */
    public static String own(Settings settings, String destination, String word) {
        String own = settings.raw(destination + "." + word);
        return own.isEmpty() ? settings.raw(of(settings, destination).name() + "." + word) : own;
    }

    /** Its own waits between attempts, or those of the shipped destination of its kind, where either has some. */
    public static Optional<RetrySchedule> schedule(Settings settings, String destination) {
        return Optional.of(own(settings, destination, "retry"))
                .filter(own -> !own.isEmpty())
                .map(RetrySchedule::parse);
    }

    /** All destinations that have settings, sorted. */
    public static List<String> destinations(Settings settings) {
        TreeSet<String> names = new TreeSet<>();
        ALL.forEach(kind -> names.addAll(kind.destinations(settings)));
        return List.copyOf(names);
    }
}
