package org.clickrouter.tryout;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.Routed;
import org.clickrouter.store.clicks.RoutedClick;
import org.clickrouter.text.OneLine;
import org.clickrouter.text.RootCause;
import org.clickrouter.text.Words;
import org.clickrouter.tryout.example.Expected;

/** What the edited files would send more and less than what was sent, counted by destination and code. */
public final class RehearsalReport {

    private static final int SHOWN_FAILURES = 20;

    /**
     * What the sums are, by destination and code.
     *
     * @param codes how many codes were routed or failed
     * @param rows without those where nothing differs
     * @param differences each click with a difference, with {@code --list}
     * @param failed on how many the routing file fails
     * @param failures the first of them, in words
     * @param history how many were left out, since a backfill only stored them
     * @param notCalled what the routing file would have called
     */
    public record View(
            long codes,
            List<Row> rows,
            List<Difference> differences,
            long failed,
            List<String> failures,
            long history,
            List<String> notCalled) {}

    /**
     * One destination and code.
     *
     * @param sent deliveries that were queued
     * @param now as many as the files would queue
     * @param more of them that were not queued
     * @param less that would not be queued now
     * @param otherBody that would have another body
     */
    public record Row(String destination, String code, long sent, long now, long more, long less, long otherBody) {}

    /**
     * One click.
     *
     * @param what {@code more}, {@code less} or {@code body}
     */
    public record Difference(String what, String destination, String chatId, String code, int revision) {}

    private record Place(String destination, String code) {}

    private static final class Counts {
        private long sent;
        private long now;
        private long more;
        private long less;
        private long otherBody;

        private boolean same() {
            return more == 0 && less == 0 && otherBody == 0;
        }
    }

    private final PrintStream out;
    private final boolean list;
    private final Map<Place, Counts> counts =
            new TreeMap<>(Comparator.comparing(Place::destination).thenComparing(Place::code));
    private final List<String> failures = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Set<String> notCalled = new TreeSet<>();
    private long codes;
    private long failed;
    private long history;

    /**
     * @param out where it is printed; null where it is only asked for as a view
     * @param list whether each click with a difference is printed as it comes
     */
    public RehearsalReport(PrintStream out, boolean list) {
        this.out = out;
        this.list = list;
    }

    /** @return how many codes were routed or failed */
    public long codes() {
        return codes;
    }

    public long failed() {
        return failed;
    }

    /** @return whether something is more or has another body, so that it could be sent */
    public boolean sendable() {
        return counts.values().stream().anyMatch(c -> c.more > 0 || c.otherBody > 0);
    }

    /** A click that never went through the routing file. */
    public void history() {
        history++;
    }

    /** Calls that the routing file would have made; null for none. */
    public void notCalled(String names) {
        if (names != null) {
            notCalled.addAll(List.of(names.split(", ")));
        }
    }

    public void failed(Click click, int revision, Exception failure) {
        codes++;
        failed++;
        String line = "failed  " + words(click, revision) + ": " + RootCause.line(failure);
        if (list && out != null) {
            out.println(line);
        } else if (failures.size() < SHOWN_FAILURES) {
            failures.add(line);
        }
    }

    /** A click as the files route it now, against what was sent of it. */
    public void add(RoutedClick change, Routed.Code stored) {
        codes++;
        Set<String> all = new LinkedHashSet<>(change.names());
        all.addAll(stored.sent().keySet());
        for (String destination : all) {
            Counts count =
                    counts.computeIfAbsent(new Place(destination, change.click().code()), place -> new Counts());
            boolean now = change.names().contains(destination);
            boolean sent = stored.sent().containsKey(destination);
            count.now += now ? 1 : 0;
            count.sent += sent ? 1 : 0;
            if (!sent) {
                count.more++;
                tell("more", destination, change);
            } else if (!now) {
                count.less++;
                tell("less", destination, change);
            } else if (!sameBody(change.body(destination), stored.sent().get(destination))) {
                count.otherBody++;
                tell("body", destination, change);
            }
        }
    }

    private static boolean sameBody(String now, String sent) {
        return now == null || sent == null ? now == sent : Expected.same(sent, now);
    }

    private void tell(String what, String destination, RoutedClick change) {
        if (list && out == null) {
            differences.add(new Difference(
                    what, destination, change.click().chatId(), change.click().code(), change.revision()));
        } else if (list) {
            out.println(what + "    " + destination + "  " + words(change.click(), change.revision()));
        }
    }

    private static String words(Click click, int revision) {
        return OneLine.plain("chat " + click.chatId() + "  code '" + click.code() + "'  revision " + revision);
    }

    /** The sums, for programs. */
    public View view() {
        return new View(
                codes,
                counts.entrySet().stream()
                        .filter(e -> !e.getValue().same())
                        .map(e -> new Row(
                                e.getKey().destination(),
                                e.getKey().code(),
                                e.getValue().sent,
                                e.getValue().now,
                                e.getValue().more,
                                e.getValue().less,
                                e.getValue().otherBody))
                        .toList(),
                List.copyOf(differences),
                failed,
                List.copyOf(failures),
                history,
                List.copyOf(notCalled));
    }

    /** Prints the sums. */
    public void print(String since) {
        out.println(Words.count(codes, "code") + " of clicks, seen since " + since
                + ", through the files as they are now; nothing was sent or stored");
        Counts sum = new Counts();
        counts.values().forEach(c -> {
            sum.sent += c.sent;
            sum.now += c.now;
            sum.more += c.more;
            sum.less += c.less;
            sum.otherBody += c.otherBody;
        });
        if (sum.same()) {
            out.println("no difference: the same " + sum.now + " deliveries");
        } else {
            int destinations = width(
                    "destination",
                    counts.keySet().stream().map(Place::destination).toList());
            int names = width("code", counts.keySet().stream().map(Place::code).toList());
            String form = "%-" + destinations + "s  %-" + names + "s  %9s  %9s  %9s  %9s  %10s%n";
            out.printf(form, "destination", "code", "sent", "now", "more", "less", "other body");
            counts.forEach((place, c) -> {
                if (!c.same()) {
                    out.printf(form, place.destination(), place.code(), c.sent, c.now, c.more, c.less, c.otherBody);
                }
            });
            out.printf(form, "all", "", sum.sent, sum.now, sum.more, sum.less, sum.otherBody);
        }
        failures.forEach(out::println);
        if (!notCalled.isEmpty()) {
            out.println("not called, since this only tries: " + String.join(", ", notCalled));
        }
        note(failed, "codes on which the routing file fails; what was sent of them is in no count");
        note(history, "codes left out: a backfill only stored them, so they were never routed");
    }

    private void note(long count, String words) {
        if (count > 0) {
            out.println(count + " " + words);
        }
    }

    private static int width(String title, List<String> texts) {
        return Math.max(
                title.length(), texts.stream().mapToInt(String::length).max().orElse(0));
    }
}
