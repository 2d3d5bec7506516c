package org.clickrouter.simulate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the simulated vendor knows of the operation, as {@code information.php} tells it.
 *
 * @param allowed addresses from which calls are answered; others find their connection broken; none: everybody's
 * @param activityCodes the codes that agents choose from, each with whether it counts as won
 */
public record Account(List<AllowedAddress> allowed, Map<String, Boolean> activityCodes) {

    private static final Set<String> WON = Set.of("VENTA", "CITA AGENDADA", "Acuerdo_de_pago_whatsapp");

    /** Keeps copies. */
    public Account {
        allowed = List.copyOf(allowed);
        activityCodes = Map.copyOf(activityCodes);
    }

    /** @param type such as {@code fija} or {@code temporal} */
    public record AllowedAddress(String ip, String type) {}

    /** Everybody is answered, and the codes are those that the simulator makes up. */
    public static Account defaults() {
        return new Account(
                List.of(), ClickGenerator.CODES.stream().collect(Collectors.toMap(code -> code, WON::contains)));
    }

    boolean lets(String caller) {
        return allowed.isEmpty()
                || allowed.stream().anyMatch(address -> address.ip().equals(caller));
    }

    /** This account with other addresses. */
    public Account allow(AllowedAddress... addresses) {
        return new Account(List.of(addresses), activityCodes);
    }

    /** This account with other codes, none of which counts as won. */
    public Account codes(String... codes) {
        var all = new HashMap<String, Boolean>();
        for (var code : codes) {
            all.put(code, false);
        }
        return new Account(allowed, all);
    }
}
