package org.clickrouter.destination;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.token.KeptTokens;

/**
 * What the Kamelets of all destinations are given, as bean {@code destinations}.
 *
 * @param settings of the product
 * @param routes folder of the route files, where templates are looked for
 * @param sink the database of the SQL destination
 * @param tokens where tokens are kept that outlive the process; empty where nothing is sent
 * @param clock the time that is put into messages
 * @param meters where answers that look wrong are counted, or null
 * @param held takes what must be closed once nothing is sent any more
 */
public record DestinationContext(
        Settings settings,
        Path routes,
        DataSource sink,
        Optional<KeptTokens> tokens,
        Clock clock,
        MeterRegistry meters,
        Consumer<AutoCloseable> held) {

    /** The settings of one destination of a kind. */
    public DestinationSettings of(String destination, String kind) {
        return new DestinationSettings(settings, destination, kind);
    }

    /** The zone of an operation's times. Of one that is set no more, too: its clicks may still wait. */
    public ZoneId zone(String operation) {
        return settings.operations().stream()
                .filter(set -> set.name().equals(operation))
                .map(OperationSettings::zone)
                .findFirst()
                .orElseGet(() -> ZoneId.of(settings.get("wolkvox.time-zone")));
    }
}
