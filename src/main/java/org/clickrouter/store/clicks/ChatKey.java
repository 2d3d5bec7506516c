package org.clickrouter.store.clicks;

import java.util.UUID;
import org.clickrouter.store.counts.ClickDays;

/**
 * The key by which clicks of a chat are found: the day of the click and a hash of the chat. There is one look for each
 * day on which clicks were made, and what is read now goes to one end of the index.
 */
public final class ChatKey {

    /**
     * Clicks {@code c} of a chat; more conditions may follow with AND. An outer join, so that H2 begins with the days.
     * Its parameters are those of {@link #parameters}.
     */
    public static final String CLICKS = "click_day d LEFT JOIN click c ON c.chat_key = d.clicked_day * 4294967296 + ?"
            + " AND c.operation = d.operation WHERE c.chat_id = ?";

    private ChatKey() {}

    static long of(UUID click, String chat) {
        return (long) ClickDays.day(click) << 32 | hash(chat);
    }

    /** For {@link #CLICKS}. */
    public static Object[] parameters(String chat) {
        return new Object[] {hash(chat), chat};
    }

    private static long hash(String chat) {
        // The store keeps no NUL, see Database.
        return chat.replace("\0", "").hashCode() & 0xFFFF_FFFFL;
    }
}
