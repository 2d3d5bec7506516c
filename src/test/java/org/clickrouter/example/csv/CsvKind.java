package org.clickrouter.example.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.clickrouter.destination.DestinationContext;
import org.clickrouter.destination.DestinationKind;
import org.clickrouter.destination.DestinationSettings;
import org.clickrouter.destination.Payload;
import org.clickrouter.destination.RecordFields;
import org.clickrouter.destination.Sink;
import org.clickrouter.outbox.Deliveries;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.outbox.Delivery;

/** Rows at the end of a CSV file: {@code csv.file}, and {@code NAME.file} of the engineer's own destinations. */
public final class CsvKind implements DestinationKind {

    private static final List<String> FIELDS = List.of("date", "chat_id", "cod_act", "source_id");

    /** What is set of one destination. */
    record CsvSettings(Path file) {

        static CsvSettings of(DestinationSettings settings) {
            return new CsvSettings(Path.of(settings.own("file")));
        }
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<String> destinations(Settings settings) {
        return DestinationSettings.names(settings, name(), "file");
    }

    @Override
    public boolean isEnabled(Settings settings, String destination) {
        return settings.isSet(destination + ".file");
    }

    /** For {@code route}, the examples and {@code trace}. */
    @Override
    public Payload show(DestinationContext context, Delivery delivery) {
        Map<String, String> row = row(delivery);
        return new Payload("row of " + delivery.destination() + ".file", Map.of(), line(row), row);
    }

    static Map<String, String> row(Delivery delivery) {
        Map<String, String> record = RecordFields.named(delivery.record());
        Map<String, String> row = new LinkedHashMap<>();
        // A row that a crash repeats carries the same id.
        row.put("delivery", delivery.id());
        FIELDS.forEach(field -> row.put(field, record.getOrDefault(field, "")));
        return row;
    }

    static String line(Map<String, String> row) {
        return row.values().stream()
                .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** The bean of click-csv-sink. Any exception is a failed attempt, which is repeated by retry.schedule. */
    public static final class CsvSink extends Sink<CsvSettings> {

        @Override
        protected CsvSettings read(DestinationContext context, String destination) {
            return CsvSettings.of(context.of(destination, "csv"));
        }

        public synchronized void append(Exchange exchange) throws IOException {
            String line = line(row(Deliveries.one(exchange)));
            Files.writeString(settings().file(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
