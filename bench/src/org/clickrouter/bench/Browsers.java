package org.clickrouter.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ten browsers with the console open. A page asks for itself anew every five seconds, however it was opened
 * ({@code console.js}); each of the ten shows another page, and goes on to the next one with each refresh, so that
 * every page is asked for all the time, and none is answered only from what another browser has just had.
 */
final class Browsers implements AutoCloseable {

    private static final int COUNT = 10;
    private static final int REFRESH_MILLIS = 5_000;
    /** The store did not answer within two seconds. */
    private static final int SLOW = 503;

    private static final int ENOUGH_MILLIS = 10_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(COUNT);
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private Browsers(String address, List<String> pages) {
        for (int i = 0; i < COUNT; i++) {
            int first = i;
            int[] refreshed = {0};
            threads.scheduleAtFixedRate(
                    () -> load(address + pages.get((first + refreshed[0]++) % pages.size())),
                    (long) REFRESH_MILLIS * i / COUNT,
                    REFRESH_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private void load(String page) {
        long begin = System.nanoTime();
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(page))
                            .header("Accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            millis.add((System.nanoTime() - begin) / 1e6);
            if (answer.statusCode() == SLOW) {
                refused.incrementAndGet();
            } else if (answer.statusCode() != 200) {
                wrong.add(page + ": " + answer.statusCode());
            }
        } catch (IOException e) {
            wrong.add(page + ": " + e);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return pages that were given up since the store was slow; no other may fail */
    private int answered() {
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("pages: " + wrong);
        }
        return refused.get();
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(ENOUGH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What they cost the main job: one process beside a full store reads an answer and sends its webhooks, turn after
     * turn, every other turn with the browsers.
     */
    static Table measure(Bench bench, Databases.Kind kind) {
        Path folder = bench.folder();
        String url = bench.databases().fresh(kind, folder);
        Console.fill(bench, kind, url, new FullStore(Console.size()));
        Databases.update(url, "DELETE FROM pause WHERE destination = 'webhook'");
        Databases.update(url, "UPDATE delivery SET state = 'done' WHERE destination = 'webhook' AND state = 'pending'");
        Turns with = new Turns();
        Turns without = new Turns();
        Product product = new Product()
                .with("store.url", url)
                // Its look at the report would take an answer.
                .with("doctor.every", 0)
                .with("sql.codes", "")
                .with("email.codes", "")
                .with("webhook.codes", Records.WEBHOOK + "," + Records.EMAIL + "," + Records.OTHER);
        Queue<Double> loaded = new ConcurrentLinkedQueue<>();
        try (Api api = new Api(List.of());
                Receiver receiver = new Receiver(Receiver.Manner.QUICK);
                Child child = product.with("wolkvox.base-url", api.url())
                        .with("webhook.url", receiver.url())
                        .start(folder, bench.options())) {
            String address = child.await("console on ").text().replaceFirst(".*console on (\\S+)/.*", "$1");
            Job job = new Job(bench, api, receiver, child);
            for (int turn = 0; turn < Job.WARM; turn++) {
                // Pages that were never asked for need their code compiled, too.
                try (Browsers browsers = new Browsers(address, Console.open())) {
                    job.turn(new Turns());
                    browsers.answered();
                }
            }
            int slow = 0;
            for (int pair = 0; pair < bench.rounds() * Job.PAIRS; pair++) {
                for (boolean watched : pair % 2 == 0 ? List.of(true, false) : List.of(false, true)) {
                    if (!watched) {
                        job.turn(without);
                        continue;
                    }
                    try (Browsers browsers = new Browsers(address, Console.open())) {
                        job.turn(with);
                        loaded.addAll(browsers.millis);
                        slow += browsers.answered();
                    }
                }
            }
            bench.tell(
                    "%s: %d pages loaded beside it, median %.0f ms, longest %.0f ms, %d given up after two seconds",
                    kind,
                    loaded.size(),
                    Table.median(List.copyOf(loaded)),
                    loaded.stream().mapToDouble(d -> d).max().orElse(0),
                    slow);
        }
        return Turns.table(kind, with, without);
    }
}
