package org.clickrouter.store.clicks;

import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.clickrouter.report.Click;

/**
 * The key by which clicks of a chat are found: when the click was made, to three hours, and a hash of the chat. There
 * are eight looks for each day on which clicks were made. What is read now goes to one end of the index: with a whole
 * day in one key, each thousand clicks of a crowded day would touch all pages of that day (bench/README.md).
 */
public final class ChatKey {

    private static final long PART = Duration.ofHours(3).toMillis();
    private static final int PARTS = (int) (Duration.ofDays(1).toMillis() / PART);

    /**
     * Clicks {@code c} of a chat; more conditions may follow with AND. An outer join, so that H2 begins with the days.
     * Its parameters are those of {@link #parameters}.
     */
    public static final String CLICKS = "click_day d LEFT JOIN click c ON c.chat_key IN ("
            + String.join(", ", Collections.nCopies(PARTS, "d.clicked_day * " + (PARTS * (1L << 32)) + " + ?"))
            + ") AND c.operation = d.operation WHERE c.chat_id = ?";

    private ChatKey() {}

    static long of(UUID click, String chat) {
        return Click.localMillis(click) / PART << 32 | hash(chat);
    }

    /** For {@link #CLICKS}. */
    public static Object[] parameters(String chat) {
        long hash = hash(chat);
        return Stream.concat(LongStream.range(0, PARTS).mapToObj(part -> (Object) (part << 32 | hash)), Stream.of(chat))
                .toArray();
    }

    private static long hash(String chat) {
        // The store keeps no NUL, see Database.
        return chat.replace("\0", "").hashCode() & 0xFFFF_FFFFL;
    }
}
