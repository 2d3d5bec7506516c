package org.clickrouter.operator;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.clickrouter.store.operator.OperatorMessages;
import org.clickrouter.store.operator.OperatorMessages.Message;
import org.clickrouter.text.RootCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages in the store until they have arrived: a restart, a dead mail server or a second instance lose none.
 */
final class Post {

    private static final Logger LOG = LoggerFactory.getLogger(Post.class);
    /** The waits after failed attempts; behind the last one a message is given up: the next one tells the same. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private final OperatorMessages messages;
    private final Supplier<List<Way>> ways;
    private final UnaryOperator<String> mask;
    private final Clock clock;

    /**
     * @param ways those that are set now
     * @param mask takes secrets out of what is logged
     */
    Post(OperatorMessages messages, Supplier<List<Way>> ways, UnaryOperator<String> mask, Clock clock) {
        this.messages = messages;
        this.ways = ways;
        this.mask = mask;
        this.clock = clock;
    }

    /** Belongs to the transaction that it is called in. */
    void add(Bulletin bulletin) {
        String id = "msg_op_" + UUID.randomUUID().toString().replace("-", "");
        long now = clock.millis();
        for (Way way : ways.get()) {
            messages.add(new Message(
                    id, way.name(), now, mask.apply(bulletin.subject()), mask.apply(way.body(bulletin)), 0, now));
        }
    }

    /** Tries each whose time has come. */
    void send() {
        for (Message message : messages.due(clock.millis())) {
            long next = clock.millis()
                    + WAITS.get(Math.min(message.attempts(), WAITS.size() - 1)).toMillis();
            if (messages.take(message, next)) {
                attempt(message);
            }
        }
    }

    private void attempt(Message message) {
        try {
            Way way = ways.get().stream()
                    .filter(w -> w.name().equals(message.way()))
                    .findFirst()
                    .orElse(null);
            // One that is set no more has nobody at its end.
            if (way != null) {
                way.send(message);
                LOG.info("operator.{}: told: {}", message.way(), message.subject());
            }
            messages.remove(message);
        } catch (Exception e) {
            boolean last = message.attempts() + 1 >= WAITS.size();
            if (last) {
                messages.remove(message);
            }
            LOG.warn(
                    "operator.{}: the operator could not be told ({}){}",
                    message.way(),
                    mask.apply(RootCause.line(e)),
                    last ? ", and this message is given up: " + message.subject() : "; it is tried again");
        }
    }
}
