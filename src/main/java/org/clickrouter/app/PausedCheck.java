package org.clickrouter.app;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.clickrouter.store.Pauses;
import org.clickrouter.store.Pauses.Pause;
import org.clickrouter.store.StoreException;

/** No destination is paused because of what it answered; one that an engineer paused is shown and no trouble. */
final class PausedCheck extends AbstractHealthCheck {

    private final Pauses pauses;

    PausedCheck(Pauses pauses) {
        super("click-router", "destinations");
        this.pauses = pauses;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<Pause> all;
        try {
            all = pauses.all();
        } catch (StoreException e) {
            builder.down().message("The store does not answer: " + Failure.line(e));
            return;
        }
        if (!all.isEmpty()) {
            builder.detail("paused", all.stream().map(Pause::destination).collect(Collectors.joining(",")));
        }
        List<Pause> trouble = all.stream().filter(pause -> pause.kind() != Pauses.Kind.MANUAL).toList();
        if (trouble.isEmpty()) {
            builder.up();
        } else {
            builder.down().message(trouble.stream().map(p -> "Destination " + p.destination() + " is paused (" + p.reason() + ")")
                .collect(Collectors.joining(". ")) + ". Its deliveries wait: mend its address, log-in or secret and restart, or `click-router resume "
                + trouble.get(0).destination() + "`");
        }
    }
}
