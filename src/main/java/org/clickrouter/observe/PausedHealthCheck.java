package org.clickrouter.observe;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.clickrouter.store.outbox.Pauses;
import org.clickrouter.store.outbox.Pauses.Pause;

/** No destination is paused because of what it answered; one that an engineer paused is shown and no trouble. */
public final class PausedHealthCheck extends StoreHealthCheck {

    private final Pauses pauses;

    public PausedHealthCheck(Pauses pauses, StoreProbe probe) {
        super("destinations", probe);
        this.pauses = pauses;
    }

    private static String words(Pause pause) {
        return pause.kind() == Pauses.Kind.MISCONFIGURED
                ? "Destination " + pause.destination() + " is misconfigured (" + pause.reason() + ")"
                : "Destination " + pause.destination() + " is paused (" + pause.reason()
                        + "): its address, log-in or secret";
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
                    .message(trouble.stream().map(PausedHealthCheck::words).collect(Collectors.joining(". "))
                            + ". Its deliveries wait and lose no attempts: mend that and restart, or `click-router resume "
                            + trouble.get(0).destination() + "`");
        }
    }
}
