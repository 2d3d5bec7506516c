package org.clickrouter.net;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.clickrouter.settings.value.ProxyAddress;

/**
 * Through which proxy a host is reached: the one that a setting names, always; where none is set, the one of the
 * environment's HTTPS_PROXY or HTTP_PROXY, unless NO_PROXY names the host or it is this machine.
 */
public final class ProxyChoice {

    private final String key;
    private final Optional<ProxyAddress> set;
    private final Map<String, ProxyAddress> byScheme;
    private final List<String> direct;

    private ProxyChoice(
            String key, Optional<ProxyAddress> set, Map<String, ProxyAddress> byScheme, List<String> direct) {
        this.key = key;
        this.set = set;
        this.byScheme = byScheme;
        this.direct = direct;
    }

    /**
     * @param key of the setting, for messages
     * @param setting an address of a proxy, {@code none}, or empty
     * @param environment the variables; names count in upper and in lower case
     * @throws IllegalArgumentException for an address that is none, naming the variable; the message shows no log-in
     */
    public static ProxyChoice of(String key, String setting, Map<String, String> environment) {
        if (setting.equalsIgnoreCase(ProxyAddress.NONE)) {
            return new ProxyChoice(key, Optional.empty(), Map.of(), List.of());
        } else if (!setting.isEmpty()) {
            return new ProxyChoice(key, Optional.of(ProxyAddress.parse(setting)), Map.of(), List.of());
        }
        Map<String, ProxyAddress> byScheme = new HashMap<>();
        variable(environment, "HTTPS_PROXY").ifPresent(proxy -> byScheme.put("https", proxy));
        variable(environment, "HTTP_PROXY").ifPresent(proxy -> byScheme.put("http", proxy));
        List<String> direct = Arrays.stream(text(environment, "NO_PROXY").split("[,\\s]+"))
                .filter(host -> !host.isEmpty())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        return new ProxyChoice(key, Optional.empty(), Map.copyOf(byScheme), direct);
    }

    private static Optional<ProxyAddress> variable(Map<String, String> environment, String name) {
        String text = text(environment, name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(ProxyAddress.parse(text));
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("environment variable " + name + ": " + broken.getMessage(), broken);
        }
    }

    private static String text(Map<String, String> environment, String name) {
        return environment
                .getOrDefault(name, environment.getOrDefault(name.toLowerCase(Locale.ROOT), ""))
                .strip();
    }

    /** The proxy for a target; empty where it is called directly. */
    public Optional<ProxyAddress> to(String scheme, String host) {
        if (set.isPresent()) {
            return set;
        }
        String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        return isThisMachine(name) || direct.stream().anyMatch(entry -> covers(entry, name))
                ? Optional.empty()
                : Optional.ofNullable(byScheme.get(scheme.toLowerCase(Locale.ROOT)));
    }

    /** Where it is set, for messages. */
    String setting() {
        return byScheme.isEmpty()
                ? key
                : "HTTPS_PROXY or HTTP_PROXY of the environment" + (key.isEmpty() ? "" : ", or " + key);
    }

    /** All that may be chosen. */
    List<ProxyAddress> all() {
        return Stream.concat(set.stream(), byScheme.values().stream()).toList();
    }

    private static boolean isThisMachine(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.matches("127(\\.\\d{1,3}){3}");
    }

    /** {@code *}, a network, or a name with all below it, with or without a point or {@code *.} before it. */
    private static boolean covers(String entry, String name) {
        if (entry.equals("*")) {
            return true;
        }
        String domain = entry.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", "");
        if (name.equals(domain) || name.endsWith("." + domain)) {
            return true;
        }
        try {
            Network address = Network.parse(name);
            return Network.parse(entry).contains(address.address());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** Shows no log-in. */
    @Override
    public String toString() {
        return "ProxyChoice" + all();
    }
}
