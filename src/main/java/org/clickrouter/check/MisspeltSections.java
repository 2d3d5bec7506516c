package org.clickrouter.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clickrouter.routefile.Mentions;
import org.clickrouter.settings.Nearest;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Problem.Severity;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.text.Invisible;

/**
 * Keys such as {@code webhok.codes}: they could belong to a destination of the engineer's own, but no route knows one
 * of that name, and it is a slip away from the product's.
 */
final class MisspeltSections {

    private static final List<String> SECTIONS = SettingsCatalog.PREFIXES.stream()
            .map(prefix -> prefix.substring(0, prefix.length() - 1))
            .toList();

    private MisspeltSections() {}

    static List<Problem> in(Settings settings) {
        Path routes = settings.home().resolve("routes");
        List<Problem> problems = new ArrayList<>();
        for (String key : settings.keys()) {
            int dot = key.indexOf('.');
            if (dot < 0 && SECTIONS.contains(key) && !Mentions.in(routes, "{{" + key + "}}")) {
                problems.add(bare(settings, key));
            }
            // A key with what nobody sees in it is told as such.
            boolean odd = Invisible.within(key) != null || Invisible.spaceWithin(key) != null;
            String section = dot < 1 || odd ? "" : key.substring(0, dot);
            meant(section)
                    .map(name -> name + key.substring(dot))
                    .filter(meant -> SettingsCatalog.find(meant).isPresent())
                    .filter(meant -> !Mentions.in(routes, section))
                    .map(meant -> settings.problem(
                            Severity.ERROR,
                            key,
                            "is not a setting, and no file of routes/ mentions " + section + "; did you mean " + meant
                                    + "?"))
                    // The value is not shown: it may be a secret under a mistyped key.
                    .map(problem -> new Problem(problem.severity(), problem.origin(), key, "", problem.rule()))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** Of {@code webhook .rate=3}, whose key ends before the blank, and of YAML in the place of properties. */
    private static Problem bare(Settings settings, String section) {
        Problem problem = settings.problem(
                Severity.ERROR,
                section,
                "is a section and no setting: write the whole key on one line without blanks, as in " + section
                        + ".NAME=value");
        return new Problem(problem.severity(), problem.origin(), section, "", problem.rule());
    }

    /** The product's section that a name is one slip away from; webhook2 is a name, not a slip. */
    private static Optional<String> meant(String section) {
        String word = section.replaceFirst("[-_]?\\d+$", "");
        return SECTIONS.contains(word)
                ? Optional.empty()
                : Nearest.to(word, SECTIONS).filter(name -> word.length() > 2 && Nearest.isSlip(word, name));
    }
}
