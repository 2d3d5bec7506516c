package org.clickrouter.cli.task;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.Confirmation;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Progress;
import org.clickrouter.report.Click;
import org.clickrouter.settings.UsageException;
import org.clickrouter.store.clicks.Routed;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.store.outbox.DeadLetters;
import org.clickrouter.store.outbox.DeliveryId;
import org.clickrouter.store.reports.DeliveryStates;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.RootCause;
import org.clickrouter.text.Words;
import org.clickrouter.tryout.Rehearsal;
import org.clickrouter.tryout.example.Expected;

/** {@code replay --reroute}: stored codes through the files as they are now, and what that means is queued. */
public final class Reroute {

    /**
     * Which codes.
     *
     * @param from first seen since then; null for all
     * @param to first seen before then
     * @param history also clicks that were only stored
     * @param again also what was delivered
     */
    public record Wanted(
            Instant from, Instant to, String code, String chat, String destination, boolean history, boolean again) {

        private boolean has(Routed.Code stored, Click click) {
            return stored.seenAt() < to.toEpochMilli()
                    && (code == null || code.equals(click.code()))
                    && (chat == null || chat.equals(click.chatId()))
                    && (history || !stored.history());
        }
    }

    /**
     * How many deliveries of one destination.
     *
     * @param more it has not had: they go out as deliveries of their own
     * @param mended wait with another body, which takes the place of theirs
     * @param revived are dead: they go again, with the body of now
     * @param again were delivered and go again
     * @param had were delivered, and stay as they are
     * @param waiting wait with the body of now already
     */
    public record Counts(long more, long mended, long revived, long again, long had, long waiting) {
        private long toSend() {
            return more + mended + revived + again;
        }
    }

    /**
     * What is printed.
     *
     * @param codes how many went through the files
     * @param failed on how many the routing file fails
     * @param unrouted on how many it failed before; the running instance routes them again by itself
     * @param queued whether it was done
     */
    public record View(
            boolean dryRun, long codes, Map<String, Counts> destinations, long failed, long unrouted, boolean queued) {}

    private static final int TOGETHER = 500;
    private static final int SHOWN_FAILURES = 20;

    private final StoreOnly open;
    private final Path home;
    private final Wanted wanted;
    private final Map<String, List<RoutedClick>> more = new TreeMap<>();
    private final Map<String, DeadLetters.Body> bodies = new HashMap<>();
    private final Map<String, long[]> counts = new TreeMap<>();
    private final Map<Long, DeadLetters.Body> remade = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private long read;
    private long codes;
    private long failed;
    private long unrouted;

    public Reroute(StoreOnly open, Path home, Wanted wanted) {
        this.open = open;
        this.home = home;
        this.wanted = wanted;
    }

    public int run(Confirmation confirmation, boolean json) throws Exception {
        long since = wanted.from == null ? 0 : wanted.from.toEpochMilli();
        try (Rehearsal rehearsal = new Rehearsal(open.settings, home)) {
            Routed routed = new Routed(open.stores.database);
            Progress progress = new Progress("replay", routed.count(since), json);
            routed.read(since, code -> {
                add(rehearsal, code);
                progress.show(++read);
                return true;
            });
            progress.end();
        }
        new DeliveryStates(open.stores.database).read(bodies.keySet(), since, this::add);
        Map<String, Counts> view = new TreeMap<>();
        counts.forEach((name, n) -> view.put(name, new Counts(n[0], n[1], n[2], n[3], n[4], n[5])));
        long send = view.values().stream().mapToLong(Counts::toSend).sum();
        if (!json) {
            print(view);
        }
        boolean go = !confirmation.dryRun()
                && send > 0
                && confirmation.given("Queue " + Words.count(send, "delivery") + "?");
        if (go) {
            queue();
        }
        if (json) {
            Json.print(new View(confirmation.dryRun(), codes, view, failed, unrouted, go));
        } else if (go) {
            System.out.println(Words.count(send, "delivery") + (send == 1 ? " is queued" : " are queued"));
        } else if (send == 0) {
            System.out.println("nothing is to be sent");
        } else if (confirmation.dryRun()) {
            System.out.println(Words.count(send, "delivery") + " would be queued; nothing was done");
        }
        return send == 0 || failed > 0 ? 1 : 0;
    }

    private void add(Rehearsal rehearsal, Routed.Code stored) {
        Click click = Click.of(stored.operation(), stored.record());
        if (!wanted.has(stored, click)) {
            return;
        }
        if (stored.routed() < 0) {
            // The running instance routes it again and again by itself; both would send it.
            unrouted++;
            return;
        }
        codes++;
        RoutedClick now;
        try {
            now = rehearsal.route(click, stored.revision());
        } catch (UsageException e) {
            throw e;
        } catch (Exception e) {
            failed++;
            if (failures.size() < SHOWN_FAILURES) {
                failures.add(OneLine.plain(
                        "failed  chat " + click.chatId() + "  code '" + click.code() + "': " + RootCause.line(e)));
            }
            return;
        }
        List<String> fresh = new ArrayList<>();
        for (String destination : now.names()) {
            if (wanted.destination != null && !wanted.destination.equals(destination)) {
                continue;
            } else if (!stored.sent().containsKey(destination)) {
                fresh.add(destination);
                count(destination, 0);
            } else {
                bodies.put(
                        DeliveryId.of(click.id(), stored.revision(), destination),
                        new DeadLetters.Body(now.body(destination), now.contentType(destination)));
            }
        }
        if (!fresh.isEmpty()) {
            now.keep(fresh);
            more.computeIfAbsent(stored.operation(), o -> new ArrayList<>()).add(now);
        }
    }

    /** One that was queued before. */
    private void add(DeliveryStates.Queued queued) {
        DeadLetters.Body now = bodies.get(queued.id());
        boolean done = !queued.state().equals("pending") && !queued.state().equals("dead");
        boolean other = !same(queued.body(), now.text());
        int column = done ? (wanted.again ? 3 : 4) : queued.state().equals("dead") ? 2 : other ? 1 : 5;
        count(queued.destination(), column);
        if (column < 4) {
            remade.put(queued.row(), now);
        }
    }

    private static boolean same(String before, String now) {
        return before == null || now == null ? before == now : Expected.same(before, now);
    }

    private void count(String destination, int column) {
        counts.computeIfAbsent(destination, name -> new long[6])[column]++;
    }

    private void queue() {
        more.forEach((operation, changes) -> {
            for (int i = 0; i < changes.size(); i += TOGETHER) {
                open.stores.clicks.addDestinations(
                        operation, changes.subList(i, Math.min(changes.size(), i + TOGETHER)));
            }
        });
        DeadLetters letters = new DeadLetters(open.stores.database, open.clock);
        Map<Long, DeadLetters.Body> portion = new HashMap<>();
        remade.forEach((row, body) -> {
            portion.put(row, body);
            if (portion.size() == TOGETHER) {
                letters.remake(portion);
                portion.clear();
            }
        });
        if (!portion.isEmpty()) {
            letters.remake(portion);
        }
    }

    private void print(Map<String, Counts> view) {
        System.out.println(Words.count(codes, "code") + " of clicks, through the files as they are now");
        String form = "%-20s  %9s  %9s  %9s  %9s  %9s  %9s%n";
        if (!view.isEmpty()) {
            System.out.printf(form, "destination", "new", "mended", "dead", "again", "had it", "waiting");
        }
        view.forEach(
                (name, c) -> System.out.printf(form, name, c.more, c.mended, c.revived, c.again, c.had, c.waiting));
        failures.forEach(System.out::println);
        if (failed > 0) {
            System.out.println(
                    Words.count(failed, "code") + " on which the routing file fails; they are left as they are");
        }
        if (unrouted > 0) {
            System.out.println(Words.count(unrouted, "code")
                    + " on which the routing file failed before; the running instance routes them again by itself");
        }
    }
}
