package org.clickrouter.store.clicks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.clickrouter.report.Click;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.testing.SetClock;
import org.clickrouter.testing.StoreKind;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A store in a database of its own, once on each kind: subclasses say {@code @ParameterizedClass @EnumSource}. */
public abstract class StoreTest {

    public static final String OPERATION = "bogota";
    public static final Duration TERM = Duration.ofMinutes(2);
    public static final Set<String> UNCODED = Set.of("", "TIMEOUTCHAT");

    @Parameter
    public StoreKind kind;

    @TempDir
    public Path folder;

    public final SetClock clock = new SetClock("2026-03-10T15:00:00Z");
    public String url;
    public Database database;
    public Operations operations;
    public ClickStore store;
    public Lease lease;

    @BeforeEach
    public void open() {
        url = kind.freshUrl(folder);
        database = Database.open(url, kind.user(), "", 10);
        operations = new Operations(database, clock, "one");
        store = new ClickStore(database, operations, clock);
        operations.register(OPERATION);
        lease = operations.acquire(OPERATION, TERM, true).orElseThrow();
    }

    @AfterEach
    public void close() {
        database.close();
    }

    /** A record of chat 7; a code of the form {@code VENTA@agent} names the agent too. */
    public static Click click(String code) {
        return click("7", code);
    }

    public static Click click(String chat, String code) {
        String[] both = code.split("@", 2);
        return Click.of(OPERATION, """
            {"chat_id":"%s","source_id":"120201","date":"2026-03-10 09:30:00","agent_id":"%s","cod_act":"%s"}""".formatted(chat, both.length == 1 ? "4" : both[1], both[0]));
    }

    public static List<Click> clicks(String... codes) {
        return Arrays.stream(codes).map(StoreTest::click).toList();
    }

    public ReportRead begin() {
        return store.begin(lease, UNCODED, TERM);
    }

    /**
     * Reads a whole window, one chunk an argument, each change to destination crm. Returns what was routed, as
     * code/revision.
     */
    @SafeVarargs
    public final List<String> read(List<Click>... chunks) {
        return read(true, chunks);
    }

    /** Reads chunks and then is cut: the window's end never comes. */
    @SafeVarargs
    public final List<String> cut(List<Click>... chunks) {
        return read(false, chunks);
    }

    public List<String> read(String... codes) {
        return read(clicks(codes));
    }

    @SafeVarargs
    private List<String> read(boolean toItsEnd, List<Click>... chunks) {
        ReportRead reading = begin();
        List<String> routed = new java.util.ArrayList<>();
        for (int i = 0; i < chunks.length; i++) {
            Comparison comparison = store.compare(reading, chunks[i], toItsEnd && i == chunks.length - 1);
            for (RoutedClick change : comparison.changes()) {
                change.deliver("crm", null, null);
                routed.add(change.click().code() + "/" + change.revision());
            }
            store.write(
                    comparison,
                    List.of(),
                    toItsEnd && i == chunks.length - 1 ? new WindowEnd(0, 1000, null, 3600) : null);
        }
        return routed;
    }

    public long count(String table) {
        return database.query("SELECT COUNT(*) FROM " + table, r -> r.getLong(1))
                .get(0);
    }

    public StoreView view() {
        return StoreView.of(database);
    }

    public List<String> texts(String sql, Object... parameters) {
        return database.query(sql, r -> r.getString(1), parameters);
    }

    /** Runs work in several threads that start at once. */
    public static <T> List<T> together(int threads, IntCallable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<T>> all = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> {
                        start.await();
                        return work.call(i);
                    })
                    .toList();
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> result : pool.invokeAll(all)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @FunctionalInterface
    public interface IntCallable<T> {
        T call(int thread) throws Exception;
    }
}
