package org.clickrouter.destination;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.clickrouter.outbox.OutboxComponent;
import org.clickrouter.store.clicks.RoutedClick;

/**
 * Predicate {@code NAME.codes} of the routing file ({@code ref: webhook.codes}): the click's code is in that list of
 * application.properties. {@code *} stands for every code that is not one of the uncoded ones, {@value #UNCODED} for
 * those: a click without a code goes out as revision 0, and again with its code.
 */
public final class CodeList implements Predicate {

    /** In a list: clicks without a code, too. */
    public static final String UNCODED = "uncoded";

    private final Set<String> codes = new HashSet<>();
    private final boolean every;
    private final boolean none;
    private final Map<String, Set<String>> uncoded;
    private final boolean on;

    /**
     * @param listed codes as set
     * @param uncoded codes that mean none, by operation
     * @param on whether the destination has an address; a list of one that has none matches nothing
     */
    public CodeList(List<String> listed, Map<String, Set<String>> uncoded, boolean on) {
        listed.forEach(code -> codes.add(Normalizer.normalize(code, Normalizer.Form.NFC)));
        this.every = codes.remove("*");
        this.none = codes.remove(UNCODED);
        this.uncoded = uncoded;
        this.on = on;
    }

    @Override
    public boolean matches(Exchange exchange) {
        RoutedClick change = exchange.getProperty(OutboxComponent.ROUTED_CLICK, RoutedClick.class);
        return on
                && change != null
                && matches(change.click().operation(), change.click().code());
    }

    boolean matches(String operation, String code) {
        return codes.contains(code)
                || (uncoded.getOrDefault(operation, Set.of("")).contains(code) ? none : every);
    }
}
