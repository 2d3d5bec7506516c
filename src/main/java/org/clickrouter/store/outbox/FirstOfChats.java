package org.clickrouter.store.outbox;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.clickrouter.store.jdbc.Database;

/**
 * Of each chat the first delivery that waits, be it due or not, leased or not: the next one comes only once that is
 * done or dead. A click without a chat stands for itself. The whole queue of a destination is looked at, outside of the
 * claim's transaction, so that nobody waits for it: what is first of its chat stays so until it is done or dead, and
 * whether it is free is asked again when it is locked.
 */
final class FirstOfChats {

    private static final String CHAT =
            "CASE WHEN c.chat_id IN ('', '-', '0', 'null') THEN CAST(c.id AS VARCHAR) ELSE c.chat_id END";
    private static final String QUEUE =
            " FROM delivery d JOIN click c ON c.id = d.click_id" + " WHERE d.destination = ? AND d.state = 'pending'";

    private static final String DUE = "SELECT row_id FROM (SELECT d.row_id, d.due, d.leased_until,"
            + " ROW_NUMBER() OVER (PARTITION BY c.operation, " + CHAT + " ORDER BY d.row_id) AS place" + QUEUE
            + ") waiting WHERE place = 1 AND due <= ?" + Leases.FREE + " ORDER BY row_id LIMIT ?";

    /** H2 would keep such a window in the memory of this process, which a long queue ends; it sorts on the disk. */
    private static final String BY_CHAT = "SELECT d.row_id, d.due, d.leased_until, c.operation, " + CHAT + " AS chat"
            + QUEUE + " ORDER BY c.operation, chat, d.row_id";

    private record Chat(String operation, String id) {}

    private final long now;
    private final int limit;
    /** The last of them on top. */
    private final PriorityQueue<Long> first = new PriorityQueue<>(Comparator.reverseOrder());

    private Chat chat;

    private FirstOfChats(long now, int limit) {
        this.now = now;
        this.limit = limit;
    }

    /** @return rows of those that are due and not leased, in the order in which they were stored */
    static List<Long> due(Database database, String destination, long now, int limit) {
        if (database.isPostgres()) {
            return database.query(DUE, r -> r.getLong(1), destination, now, now, limit);
        }
        FirstOfChats chats = new FirstOfChats(now, limit);
        database.each(
                BY_CHAT,
                r -> chats.add(
                        r.getLong(1),
                        r.getLong(2) <= now && r.getLong(3) <= now,
                        new Chat(r.getString(4), r.getString(5))),
                destination);
        return chats.first.stream().sorted().toList();
    }

    private void add(long row, boolean free, Chat its) {
        if (its.equals(chat)) {
            return;
        }
        chat = its;
        if (free) {
            first.add(row);
        }
        if (first.size() > limit) {
            first.poll();
        }
    }
}
