package org.clickrouter.store.clicks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One record of an identity: the same chat may stand in one answer twice, with another agent or code (a transfer, a
 * recode). A click therefore remembers all records that its last answer held; only a code that none of them had is a
 * new revision.
 *
 * @param code normalised activity code on one line, "" for none
 * @param hash over all fields
 */
record Variant(String code, long hash) {

    private static final String BETWEEN = "\n";

    static String encode(Set<Variant> variants) {
        if (variants.isEmpty()) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        for (Variant variant : variants) {
            lines.add(Long.toHexString(variant.hash) + ":" + variant.code);
        }
        return String.join(BETWEEN, lines);
    }

    static Set<Variant> decode(String text) {
        Set<Variant> result = new LinkedHashSet<>();
        if (text != null) {
            for (String line : text.split(BETWEEN)) {
                int colon = line.indexOf(':');
                result.add(
                        new Variant(line.substring(colon + 1), Long.parseUnsignedLong(line.substring(0, colon), 16)));
            }
        }
        return result;
    }

    static boolean anyWithCode(Set<Variant> variants, String code) {
        return variants.stream().anyMatch(v -> v.code.equals(code));
    }
}
