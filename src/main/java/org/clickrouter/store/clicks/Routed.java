package org.clickrouter.store.clicks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.clickrouter.store.jdbc.Database;

/**
 * The codes of the stored clicks, with what was queued for each: read page by page, so that neither memory nor a
 * running instance feels it. Not for several threads.
 */
public final class Routed {

    private static final int PAGE = 1000;
    /**
     * For how many clicks to come the bodies are looked up at once: each look goes through all deliveries, which have
     * no index for it.
     */
    private static final int BODIES_AHEAD = 100_000;

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    /** The current revision is a click's youngest. */
    private static final String CLICKS = """
                SELECT id, COALESCE(first_revision, revision), record, destinations, routed_to, operation,
                  history, COALESCE(first_at, seen_at), CASE WHEN first_revision IS NULL THEN 0 ELSE 1 END
                FROM click
                WHERE id > ? AND seen_at >= ?
                ORDER BY id LIMIT ?""";

    private static final String LATER = """
                SELECT click_id, revision, record, destinations, routed_to
                FROM recoded
                WHERE click_id = ANY(?) AND seen_at >= ?
                ORDER BY click_id, revision""";
    private static final String AHEAD =
            "SELECT id FROM click WHERE id > ? AND seen_at >= ? ORDER BY id LIMIT 1 OFFSET ?";
    private static final String BODIES = """
                SELECT click_id, revision, destination, body
                FROM delivery
                WHERE click_id > ? AND click_id <= ? AND body IS NOT NULL""";
    private static final UUID BEHIND_ALL = new UUID(-1, -1);

    /**
     * One code of one click.
     *
     * @param operation whose click
     * @param revision of the code
     * @param record the click's fields as the API named them, JSON
     * @param history whether a backfill only stored the click, so that it never went through the routing file
     * @param routed to how many destinations it went; -1: the routing file failed on it
     * @param sent where it was queued, be it delivered by now or not: the body that the routing file made, or null
     *     where the destination made its own, by destination
     */
    public record Code(
            String operation, int revision, String record, boolean history, int routed, Map<String, String> sent) {}

    /** Takes one code after the other; what it throws ends the reading. */
    @FunctionalInterface
    public interface Visitor {
        /** @return whether more are wanted */
        boolean visit(Code code) throws Exception;
    }

    private record Key(UUID click, int revision) {}

    private record Found(UUID id, Code first, long firstAt, boolean recoded) {}

    private final Database database;
    private final Map<Key, Map<String, String>> bodies = new HashMap<>();
    private UUID bodiesUpTo = BEFORE_ALL;

    public Routed(Database database) {
        this.database = database;
    }

    /**
     * Reads the codes that were first seen since a time, in the order of their clicks' dates.
     *
     * @param since epoch milliseconds
     * @throws Exception what the visitor throws
     */
    public void read(long since, Visitor visitor) throws Exception {
        UUID last = BEFORE_ALL;
        List<Found> page;
        do {
            page = database.query(
                    CLICKS,
                    r -> new Found(
                            r.getObject(1, UUID.class),
                            new Code(
                                    r.getString(6),
                                    r.getInt(2),
                                    r.getString(3),
                                    r.getInt(7) == 1,
                                    r.getInt(4),
                                    names(r.getString(5))),
                            r.getLong(8),
                            r.getInt(9) == 1),
                    last,
                    since,
                    PAGE);
            Map<UUID, List<Code>> later = later(page, since);
            for (Found click : page) {
                lookAhead(last, click.id, since);
                List<Code> codes = new ArrayList<>();
                if (click.firstAt >= since) {
                    codes.add(click.first);
                }
                codes.addAll(later.getOrDefault(click.id, List.of()));
                for (Code code : codes) {
                    code.sent.replaceAll(
                            (destination, none) -> bodies.getOrDefault(new Key(click.id, code.revision), Map.of())
                                    .get(destination));
                    if (!visitor.visit(code)) {
                        return;
                    }
                }
                last = click.id;
            }
        } while (!page.isEmpty());
    }

    private Map<UUID, List<Code>> later(List<Found> page, long since) {
        Map<UUID, Code> first = new HashMap<>();
        page.stream().filter(Found::recoded).forEach(click -> first.put(click.id, click.first));
        Map<UUID, List<Code>> later = new HashMap<>();
        if (!first.isEmpty()) {
            database.query(
                    LATER,
                    r -> {
                        UUID click = r.getObject(1, UUID.class);
                        return later.computeIfAbsent(click, k -> new ArrayList<>())
                                .add(new Code(
                                        first.get(click).operation,
                                        r.getInt(2),
                                        r.getString(3),
                                        first.get(click).history,
                                        r.getInt(4),
                                        names(r.getString(5))));
                    },
                    first.keySet().toArray(UUID[]::new),
                    since);
        }
        return later;
    }

    private static Map<String, String> names(String routedTo) {
        Map<String, String> names = new LinkedHashMap<>();
        if (routedTo != null) {
            for (String name : routedTo.split(",")) {
                names.put(name, null);
            }
        }
        return names;
    }

    /** @param last the click before this one */
    private void lookAhead(UUID last, UUID click, long since) {
        if (ClickStore.unsigned(click, bodiesUpTo) > 0) {
            bodies.clear();
            bodiesUpTo = database.query(AHEAD, r -> r.getObject(1, UUID.class), last, since, BODIES_AHEAD).stream()
                    .findFirst()
                    .orElse(BEHIND_ALL);
            database.query(
                    BODIES,
                    r -> bodies.computeIfAbsent(new Key(r.getObject(1, UUID.class), r.getInt(2)), k -> new HashMap<>())
                            .put(r.getString(3), r.getString(4)),
                    last,
                    bodiesUpTo);
        }
    }
}
