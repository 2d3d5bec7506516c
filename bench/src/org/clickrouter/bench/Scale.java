package org.clickrouter.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a click and a delivery cost a PostgreSQL, counted by itself, which no other work on the machine changes; and
 * what a second and a third instance on it add where a receiver takes its time.
 */
final class Scale implements Part {

    private static final int RECORDS = 33_400;
    /** Six of ten records have a code. */
    private static final int CODED = RECORDS * 60 / 100;

    private static final int MOST_INSTANCES = 3;
    private static final int IN_FLIGHT = 8;
    /** Requests a second that 20 ms leave room for. */
    private static final double PER_SECOND = 50;

    private static final String AWAY = "jdbc:postgresql://127.0.0.1:9/none";

    /** What the server has counted so far. */
    private record Counts(long commits, long rows, long log, long bytes) {

        static Counts of(String url) {
            // Sessions report when they end, and a moment later at the latest.
            Waiting.pause(2_000);
            return new Counts(
                    Databases.number(
                            url, "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"),
                    Databases.number(
                            url, "SELECT COALESCE(SUM(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables"),
                    Databases.number(url, "SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint"),
                    Databases.number(url, "SELECT pg_database_size(current_database())"));
        }
    }

    @Override
    public List<Table> run(Bench bench) {
        Table costs = new Table(
                "What it costs PostgreSQL, for each of " + RECORDS + " clicks and " + CODED + " deliveries",
                "what",
                "commits",
                "rows written",
                "bytes of its log (WAL)",
                "bytes on disk more");
        Table instances = new Table(
                "Instances on one PostgreSQL, a receiver that takes 20 ms, " + IN_FLIGHT + " in flight each",
                "instances",
                "webhooks/s",
                ": one instance",
                "of what their time allows");
        String rows =
                queued(bench, null, product -> product.with("webhook.codes", "").with("sql.url", AWAY));
        Counts before = Counts.of(rows);
        try (Api api = new Api(List.of());
                Child child = settings(rows)
                        .with("webhook.codes", "")
                        .with("wolkvox.base-url", api.url())
                        .deliverOnly()
                        .start(bench.folder(), bench.options())) {
            done(child, rows);
            child.end();
        }
        cost(costs, "a row of the SQL sink, written and marked", before, Counts.of(rows), CODED);
        double one = 0;
        for (int count = 1; count <= MOST_INSTANCES; count++) {
            String url = queued(bench, count == 1 ? costs : null, product -> product.with("sql.codes", ""));
            Counts then = Counts.of(url);
            double rate = send(bench, url, count);
            if (count == 1) {
                cost(costs, "a webhook, claimed, sent and marked", then, Counts.of(url), CODED);
                one = rate;
            }
            instances.row(count, (long) rate, rate / one, rate / (count * IN_FLIGHT * PER_SECOND));
        }
        return List.of(costs, instances);
    }

    /** Settings of one destination. */
    private interface Which {
        Product of(Product all);
    }

    private static Product settings(String url) {
        return new Product()
                .with("store.url", url)
                .with("email.codes", "")
                .with("webhook.max-in-flight", IN_FLIGHT)
                .with("webhook.codes", Records.WEBHOOK + "," + Records.EMAIL + "," + Records.OTHER)
                .with("webhook.secret", "whsec_YmVuY2gtc2VjcmV0LWJlbmNoLXNlY3JldA==");
    }

    /** Reads the clicks while the destination is away. */
    private static String queued(Bench bench, Table costs, Which which) {
        Path folder = bench.folder();
        String url = bench.databases().fresh(Databases.Kind.POSTGRESQL, folder);
        Product product = which.of(settings(url).with("webhook.url", "http://127.0.0.1:9/"));
        // Once without a click, so that the tables are there.
        try (Api api = new Api(List.of());
                Child child = product.with("wolkvox.base-url", api.url()).start(folder)) {
            Waiting.until(child, () -> api.calls() > 0);
            child.end();
        }
        Counts before = Counts.of(url);
        try (Api api = new Api(List.of(Records.answer(0, RECORDS)));
                Child child = product.with("wolkvox.base-url", api.url()).start(folder)) {
            child.await(": read");
            child.end();
        }
        bench.count("waiting", CODED, Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE state = 'pending'"));
        if (costs != null) {
            cost(costs, "a click, read and stored, six of ten with a delivery", before, Counts.of(url), RECORDS);
        }
        Databases.makeDue(url);
        return url;
    }

    private static double send(Bench bench, String url, int count) {
        List<Child> children = new ArrayList<>();
        try (Api api = new Api(List.of());
                Receiver receiver = new Receiver(Receiver.Manner.PACED)) {
            for (int i = 0; i < count; i++) {
                children.add(settings(url)
                        .with("sql.codes", "")
                        .with("wolkvox.base-url", api.url())
                        .with("webhook.url", receiver.url())
                        .deliverOnly()
                        .start(bench.folder(), bench.options()));
            }
            done(children.get(0), url);
            bench.count("webhooks", CODED, receiver.requests());
            children.forEach(Child::end);
            // All are warm by then.
            return (CODED / 2) / receiver.seconds(CODED / 2, CODED);
        } finally {
            children.forEach(Child::close);
        }
    }

    private static void done(Child child, String url) {
        Waiting.until(
                child, 500, () -> Databases.number(url, "SELECT COUNT(*) FROM delivery WHERE state <> 'done'") == 0);
    }

    private static void cost(Table table, String what, Counts from, Counts to, int each) {
        table.row(
                what,
                (to.commits - from.commits) / (double) each,
                (to.rows - from.rows) / (double) each,
                (to.log - from.log) / each,
                (to.bytes - from.bytes) / each);
    }
}
