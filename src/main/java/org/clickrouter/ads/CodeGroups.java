package org.clickrouter.ads;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the codes mean, as codes.yaml says; a code that it does not name is shown as it came. */
public final class CodeGroups {

    /** Clicks without a code. */
    public static final String UNCODED = "uncoded";
    /** Codes that codes.yaml does not name. */
    public static final String UNKNOWN = "unknown";

    /**
     * One code.
     *
     * @param group such as {@code sale} or {@code lost}, for the pictures
     * @param label as people say it
     * @param won whether it counts as won
     * @param value what such a click is worth
     */
    public record Meaning(String code, String group, String label, boolean won, BigDecimal value) {}

    private final Map<String, Meaning> byCode;

    CodeGroups(List<Meaning> meanings) {
        this.byCode = new LinkedHashMap<>();
        meanings.forEach(m -> byCode.put(m.code(), m));
    }

    public static CodeGroups none() {
        return new CodeGroups(List.of());
    }

    /** Whether codes.yaml names it. */
    public boolean knows(String code) {
        return byCode.containsKey(code);
    }

    /** What a code means; one that is not named is a group of its own and not won. */
    public Meaning of(String code) {
        return byCode.getOrDefault(code, new Meaning(code, UNKNOWN, code, false, BigDecimal.ZERO));
    }

    /** The codes that count as won. */
    public Set<String> won() {
        return byCode.values().stream().filter(Meaning::won).map(Meaning::code).collect(Collectors.toUnmodifiableSet());
    }

    /** All groups, in the order of the file. */
    public List<String> groups() {
        return byCode.values().stream().map(Meaning::group).distinct().toList();
    }

    public List<Meaning> all() {
        return List.copyOf(byCode.values());
    }
}
