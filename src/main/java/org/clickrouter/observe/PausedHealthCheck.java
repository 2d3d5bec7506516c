package org.clickrouter.observe;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.store.outbox.Pauses.Pause;

/** No destination is paused because of what it answered; one that an engineer paused is shown and no trouble. */
public final class PausedHealthCheck extends StoreHealthCheck {

    private final Pauses pauses;

    public PausedHealthCheck(Pauses pauses, StoreProbe pulse) {
        super("destinations", pulse);
        this.pauses = pauses;
    }

    @Override
    void look(HealthCheckResultBuilder builder) {
        List<Pause> all = pauses.all();
        if (!all.isEmpty()) {
            builder.detail("paused", all.stream().map(Pause::destination).collect(Collectors.joining(",")));
        }
        List<Pause> trouble =
                all.stream().filter(pause -> pause.kind() != Pauses.Kind.MANUAL).toList();
        if (trouble.isEmpty()) {
            builder.up();
        } else {
            builder.down()
                    .message(trouble.stream()
                                    .map(p -> "Destination " + p.destination() + " is paused (" + p.reason() + ")")
                                    .collect(Collectors.joining(". "))
                            + ". Its deliveries wait: mend its address, log-in or secret and restart, or `click-router resume "
                            + trouble.get(0).destination() + "`");
        }
    }
}
