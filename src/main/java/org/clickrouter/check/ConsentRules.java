package org.clickrouter.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.routefile.Mentions;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;

/**
 * A destination whose route asks for {@code {{NAME.consent}}} tells others about people: somebody must say yes or no.
 */
final class ConsentRules {

    private static final String ENDING = ".consent";
    private static final Set<String> WORDS = Set.of("granted", "denied");

    private ConsentRules() {}

    static List<Problem> check(Settings settings) {
        Path routes = settings.home().resolve("routes");
        return DestinationKinds.destinations(settings).stream()
                .filter(name -> settings.isSet(name + ".url"))
                .filter(name -> !WORDS.contains(settings.raw(name + ENDING)))
                .filter(name -> Mentions.in(routes, "{{" + name + ENDING + "}}"))
                .map(name -> settings.problem(
                        Severity.ERROR,
                        name + ENDING,
                        "must be granted or denied, because " + name
                                + " is told who the people are, if only by a hash: granted says that you may do that by"
                                + " law and by what they have agreed to; with denied nothing is sent"))
                .toList();
    }
}
