package org.clickrouter.destination.sql;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.Payload;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.settings.Problem;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;

/** A table: {@code sql}, which is never off, since without {@code sql.url} it is in the store. */
public final class SqlKind implements DestinationKind {

    private static final String NAME = "sql";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> destinations(Settings settings) {
        return List.of(NAME);
    }

    @Override
    public boolean isEnabled(Settings settings, String destination) {
        return true;
    }

    /** An engineer's own table is not: what it does with a row may take its time. */
    @Override
    public boolean isInStore(Settings settings, String destination) {
        return !settings.isSet("sql.url") && !settings.isSet("sql.columns");
    }

    @Override
    public List<Problem> check(Settings settings) {
        return SqlRules.check(settings);
    }

    /** Without a look into the database: an own table's columns stand under the names of {@code sql.columns}. */
    @Override
    public void probe(Settings settings, String destination, Clock clock, Consumer<Finding> say) {
        new SqlProbe(settings, say).look();
    }

    @Override
    public Payload show(DestinationContext context, Delivery d) {
        SqlSettings settings = SqlSettings.of(context.settings());
        Map<String, Object> row = settings.table()
                .row(
                        d.operation(),
                        d.clickId(),
                        d.revision(),
                        d.code(),
                        d.record(),
                        RowTimes.of(
                                d, context.zone(d.operation()), context.clock().instant()));
        Map<String, String> columns = new LinkedHashMap<>();
        if (settings.columns() == null) {
            row.forEach((column, value) -> columns.put(column, Payload.text(value)));
        } else {
            Map<String, Object> values = SinkTable.values(row, d.record(), d.id());
            settings.columns()
                    .columns()
                    .forEach(column -> columns.put(column.name(), Payload.text(values.get(column.value()))));
        }
        String lines = columns.entrySet().stream()
                .map(c -> c.getKey() + " = " + c.getValue())
                .collect(Collectors.joining("\n"));
        return new Payload("row", Map.of(), lines, columns);
    }
}
