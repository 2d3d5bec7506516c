package org.clickrouter.doctor.wolkvox;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Sign;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.Nearest;

/** Whether each code of the settings and the route files is one that the operation has, letter by letter. */
final class CodesLook {

    private static final Topic TOPIC = Topic.WOLKVOX_CODES;

    private CodesLook() {}

    /**
     * @param operation whose codes they are
     * @param configured by code, where it stands
     * @param sign how a code counts that it has not, by where it stands
     * @param known rows of {@code activity_codes}
     */
    static void look(
            String operation,
            Map<String, String> configured,
            Function<String, Sign> sign,
            List<Map<String, String>> known,
            Consumer<Finding> say) {
        List<String> codes = known.stream()
                .map(row -> row.getOrDefault("cod_act", ""))
                .filter(code -> !code.isEmpty())
                .toList();
        if (codes.isEmpty()) {
            say.accept(Finding.warning(
                    TOPIC,
                    operation,
                    "the API names no activity codes, so that those of the settings cannot be looked up",
                    "Compare them by eye with the codes in Wolkvox."));
            return;
        }
        List<String> missing = new ArrayList<>();
        configured.forEach((code, place) -> {
            if (!codes.contains(code)) {
                missing.add(code);
                Optional<String> meant = meant(code, codes);
                say.accept(new Finding(
                        TOPIC,
                        sign.apply(place),
                        operation,
                        place + ": " + code + " is not an activity code"
                                + meant.map(other -> ", " + other + " is").orElse("")
                                + ". No click ever carries it",
                        meant.map(other -> "Write " + other + ", letter by letter.")
                                .orElse("The operation has " + String.join(", ", codes) + ".")));
            }
        });
        if (missing.isEmpty()) {
            say.accept(Finding.good(
                    TOPIC,
                    operation,
                    "each of the " + configured.size()
                            + " codes of settings, routes and groups is one of the operation's " + codes.size()));
        }
    }

    /** The same in other letters comes first, then what is nearest. */
    private static Optional<String> meant(String code, List<String> codes) {
        return codes.stream()
                .filter(other -> plain(other).equals(plain(code)))
                .findFirst()
                .or(() -> Nearest.to(code, codes));
    }

    private static String plain(String code) {
        return Normalizer.normalize(code, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[\\s_-]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
