package org.clickrouter.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.store.jdbc.Database;

/**
 * Each page of the console, as a page and as JSON, and each view of the terminal, with a full store
 * ({@code -Dbench.console=200000} clicks, a million otherwise). Against a page that asks the store for nothing, and
 * against the command that only says its version.
 */
final class Console implements Part {

    /**
     * So that no page is answered from what was kept since the round before, but for those that keep it for a minute.
     */
    private static final int SPACING = 5_200;

    private static final String BARE = "/settings";

    private final HttpClient client = HttpClient.newHttpClient();

    /** Milliseconds that answers took, and what was wrong with one. */
    private static final class Times {
        private final List<Double> page = new ArrayList<>();
        private final List<Double> json = new ArrayList<>();
        private String wrong = "";
    }

    @Override
    public List<Table> run(Bench bench) throws Exception {
        List<Table> tables = new ArrayList<>();
        for (Databases.Kind kind : bench.stores()) {
            if (bench.takesPart("indexes")) {
                tables.add(IndexCosts.measure(bench, kind));
            }
            if (bench.takesPart("browsers")) {
                tables.add(Browsers.measure(bench, kind));
            }
            if (!bench.takesPart("pages")) {
                continue;
            }
            FullStore content = new FullStore(size());
            Path folder = bench.folder();
            String url = bench.databases().fresh(kind, folder);
            String delivery = fill(bench, kind, url, content);
            try (Api api = new Api(List.of());
                    Child child = new Product()
                            .away()
                            .deliverOnly()
                            .with("wolkvox.base-url", api.url())
                            .with("store.url", url)
                            .start(folder, bench.options())) {
                String address = child.await("console on ").text().replaceFirst(".*console on (\\S+)/.*", "$1");
                tables.add(pages(bench, kind, address, content, delivery));
                tables.add(ConsoleCommands.measure(bench, kind, folder, FullStore.chat(size() / 2), delivery));
            }
        }
        return tables;
    }

    /** @return the id of a delivery in it */
    static String fill(Bench bench, Databases.Kind kind, String url, FullStore content) {
        long began = System.nanoTime();
        try (Database database = Database.open(url, kind == Databases.Kind.POSTGRESQL ? "postgres" : "", "", 4)) {
            content.fill(database);
            bench.tell(
                    "%s: %,d clicks and %,d deliveries in %d s",
                    kind,
                    database.one("SELECT COUNT(*) FROM click", r -> r.getLong(1)),
                    database.one("SELECT COUNT(*) FROM delivery", r -> r.getLong(1)),
                    (System.nanoTime() - began) / 1_000_000_000);
            return database.one(
                    "SELECT id FROM delivery ORDER BY row_id LIMIT 1 OFFSET " + size() / 4, r -> r.getString(1));
        }
    }

    static int size() {
        return Integer.getInteger("bench.console", 1_000_000);
    }

    private Table pages(Bench bench, Databases.Kind kind, String address, FullStore content, String delivery)
            throws Exception {
        Map<String, Times> all = new LinkedHashMap<>();
        List<String> paths = paths(content, delivery);
        int rounds = Math.max(2, bench.rounds() * 3);
        for (int round = 0; round <= rounds; round++) {
            long began = System.nanoTime();
            for (String path : paths) {
                Times times = all.computeIfAbsent(path, p -> new Times());
                ask(address, path, "text/html", times.page, times);
                ask(address, path, "application/json", times.json, times);
                if (round == 0) {
                    bench.tell("%s: %.0f ms %s", path, times.page.get(0), times.wrong);
                }
            }
            Waiting.pause(Math.max(1, SPACING - (System.nanoTime() - began) / 1_000_000));
        }
        double bare = Table.median(after(all.get(BARE).page));
        Table table = new Table(
                "Console on " + kind + " with " + size() + " clicks (" + rounds + " times, milliseconds)",
                "page",
                "first",
                "median",
                "longest",
                ": a page without the store",
                "JSON, median",
                "JSON, longest",
                "");
        all.forEach((path, times) -> table.row(
                path,
                times.page.get(0),
                Table.median(after(times.page)),
                longest(times.page),
                Table.median(after(times.page)) / bare,
                Table.median(after(times.json)),
                longest(times.json),
                times.wrong));
        return table;
    }

    private void ask(String address, String path, String accept, List<Double> millis, Times times)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", accept)
                .build();
        long begin = System.nanoTime();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        millis.add((System.nanoTime() - begin) / 1e6);
        if (answer.statusCode() >= 400 && !path.contains("nothing")) {
            times.wrong = String.valueOf(answer.statusCode());
        }
    }

    /** Without the first, which is for the compiler. */
    private static List<Double> after(List<Double> all) {
        return all.subList(1, all.size());
    }

    private static double longest(List<Double> all) {
        return after(all).stream().mapToDouble(d -> d).max().orElse(Double.NaN);
    }

    /** A page of each kind, as they are opened and left open. */
    static List<String> open() {
        return List.of(
                "/",
                "/deliveries?state=open",
                "/destinations/webhook",
                "/ads",
                "/coverage",
                "/rules",
                "/settings",
                "/clicks?key=" + FullStore.chat(size() / 2),
                "/deliveries",
                "/deliveries?state=dead");
    }

    private static List<String> paths(FullStore content, String delivery) {
        String chat = FullStore.chat(size() / 2);
        String ad = content.ad(size() / 2);
        String day = LocalDate.now().minusDays(40).toString();
        List<String> paths = new ArrayList<>(List.of(BARE, "/", "/deliveries"));
        for (String filter : List.of(
                "state=pending",
                "state=dead",
                "state=open",
                "state=dropped",
                "destination=webhook",
                "destination=crm&state=dead",
                "code=" + FullStore.COMMON_CODE,
                "code=" + FullStore.RARE_CODE,
                "code=nothing",
                "ad=" + ad,
                "ad=" + FullStore.RARE_AD,
                "chat=" + chat,
                "chat=nothing",
                "id=" + delivery,
                "failure=TIMED_OUT",
                "failure=nothing",
                "status=500",
                "from=2d",
                "from=" + day + "&to=" + day,
                "state=dead&code=" + FullStore.RARE_CODE,
                "before=1000&limit=500",
                "limit=1000")) {
            paths.add("/deliveries?" + filter.replace(" ", "%20"));
        }
        paths.addAll(List.of("/destinations/webhook", "/destinations/sql"));
        paths.addAll(List.of("/clicks?key=" + chat, "/clicks?key=nothing", "/clicks?key=" + delivery));
        LocalDate today = LocalDate.now();
        paths.addAll(List.of("/coverage", "/coverage?from=" + today.minusDays(360) + "&to=" + today));
        for (String by : List.of("ad", "agent", "hour", "weekday", "day", "routing-point")) {
            paths.add("/ads?by=" + by + "&from=" + today.minusDays(365) + "&to=" + today);
        }
        paths.addAll(List.of("/ads", "/rules"));
        for (String text : List.of(
                chat, chat.substring(4), ad, FullStore.COMMON_CODE, FullStore.RARE_CODE, delivery, "nothing at all")) {
            paths.add("/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        }
        return paths;
    }
}
