package org.clickrouter.store.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.SchemaVersion;
import org.clickrouter.store.jdbc.StoreException;

/**
 * A store in one file: a zip with {@code begin.json}, a line of JSON for each row of each table, and {@code end.json}
 * with their numbers, without which it is not whole. It fits into H2 and PostgreSQL alike.
 */
public final class Backup {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGIN = "begin.json";
    private static final String END = "end.json";
    private static final String ROWS = ".ndjson";
    private static final String FORMAT = "click-router-backup-1";

    /**
     * What a backup holds.
     *
     * @param made when, ISO 8601 in UTC
     * @param rows by table
     */
    public record Contents(String made, Map<String, Long> rows) {}

    private Backup() {}

    /**
     * Writes a store as it is at one moment; whatever runs goes on.
     *
     * @param file is there only once it is whole; what could not be ended is deleted
     * @return rows by table
     * @throws IOException where the file cannot be written
     */
    public static Map<String, Long> write(Database store, Path file, Clock clock) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Map<String, Long> rows = fill(part, store, clock);
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return rows;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Map<String, Long> fill(Path part, Database store, Clock clock) throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        try (OutputStream out = Files.newOutputStream(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16));
                Snapshot snapshot = new Snapshot(store)) {
            List<Table> tables = snapshot.tables();
            ObjectNode begin = JSON.createObjectNode()
                    .put("format", FORMAT)
                    .put("schema", SchemaVersion.of(store.dataSource()).version())
                    .put("made", clock.instant().toString());
            begin.set("tables", JSON.valueToTree(tables));
            entry(zip, BEGIN, begin);
            for (Table table : tables) {
                zip.putNextEntry(new ZipEntry(table.name() + ROWS));
                rows.put(table.name(), snapshot.read(table, values -> row(zip, values)));
                zip.closeEntry();
            }
            entry(zip, END, JSON.valueToTree(rows));
        } catch (SQLException e) {
            throw new StoreException("The store cannot be read: " + e.getMessage(), e);
        }
        return rows;
    }

    private static void row(ZipOutputStream zip, Object[] values) {
        ArrayNode row = JSON.createArrayNode();
        for (Object value : values) {
            Values.write(row, value);
        }
        try {
            line(zip, row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void entry(ZipOutputStream zip, String name, JsonNode content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        line(zip, content);
        zip.closeEntry();
    }

    private static void line(ZipOutputStream zip, JsonNode content) throws IOException {
        zip.write(JSON.writeValueAsBytes(content));
        zip.write('\n');
    }

    /**
     * Fills a store without rows from a backup, in one transaction.
     *
     * @return rows by table
     * @throws StoreException where the store is not empty, or the file is no whole backup of this version
     */
    public static Map<String, Long> restore(Path file, Database store) throws IOException {
        Empty.require(store);
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Long> announced = null;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file));
                Filling filling = new Filling(store)) {
            Map<String, Table> tables = new HashMap<>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(zip, StandardCharsets.UTF_8));
                if (entry.getName().equals(BEGIN)) {
                    JsonNode begin = JSON.readTree(lines.readLine());
                    fits(begin, SchemaVersion.of(store.dataSource()).version());
                    for (JsonNode table : begin.path("tables")) {
                        Table known = JSON.treeToValue(table, Table.class);
                        tables.put(known.name() + ROWS, known);
                    }
                    filling.make(List.copyOf(tables.values()));
                } else if (entry.getName().equals(END)) {
                    announced = numbers(lines);
                } else if (tables.containsKey(entry.getName())) {
                    Table table = tables.get(entry.getName());
                    rows.put(table.name(), fill(filling, table, lines));
                }
            }
            if (!rows.equals(announced)) {
                throw new StoreException(file + " is no whole backup: nothing was restored");
            }
            filling.commit();
            return rows;
        } catch (SQLException e) {
            throw new StoreException("The store cannot be written to: " + e.getMessage(), e);
        }
    }

    /**
     * What {@link #restore} would do; nothing is written anywhere.
     *
     * @param store to be filled, or null where there is none yet
     * @return rows by table
     * @throws StoreException as restore does
     */
    public static Contents look(Path file, Database store) throws IOException {
        if (store != null) {
            Empty.require(store);
        }
        Map<String, Long> rows = new TreeMap<>();
        Map<String, Long> announced = null;
        String made = null;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(zip, StandardCharsets.UTF_8));
                if (entry.getName().equals(BEGIN)) {
                    JsonNode begin = JSON.readTree(lines.readLine());
                    fits(
                            begin,
                            store == null
                                    ? null
                                    : SchemaVersion.of(store.dataSource()).version());
                    made = begin.path("made").asText();
                } else if (entry.getName().equals(END)) {
                    announced = numbers(lines);
                } else if (entry.getName().endsWith(ROWS)) {
                    rows.put(
                            entry.getName().substring(0, entry.getName().length() - ROWS.length()),
                            lines.lines().count());
                }
            }
        }
        if (!rows.equals(announced)) {
            throw new StoreException(file + " is no whole backup: nothing can be restored");
        }
        return new Contents(made, rows);
    }

    private static Map<String, Long> numbers(BufferedReader lines) throws IOException {
        Map<String, Long> numbers = new TreeMap<>();
        for (var field : JSON.readTree(lines.readLine()).properties()) {
            numbers.put(field.getKey(), field.getValue().longValue());
        }
        return numbers;
    }

    private static void fits(JsonNode begin, String schema) {
        if (!begin.path("format").asText().equals(FORMAT)) {
            throw new StoreException("This is no backup of Click Router");
        }
        if (schema != null && !begin.path("schema").asText().equals(schema)) {
            throw new StoreException("The backup has tables of version "
                    + begin.path("schema").asText() + ", this" + " Click Router those of " + schema
                    + ": restore it with the version that made it, then upgrade");
        }
    }

    private static long fill(Filling filling, Table table, BufferedReader lines) throws IOException, SQLException {
        filling.table(table);
        long count = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode row = JSON.readTree(line);
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < table.columns().size(); i++) {
                values.add(Values.parse(row.get(i), table.columns().get(i).type()));
            }
            filling.row(values.toArray());
            count++;
        }
        return count;
    }
}
