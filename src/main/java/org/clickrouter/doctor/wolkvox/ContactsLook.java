package org.clickrouter.doctor.wolkvox;

import java.util.Optional;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.store.contact.LastAnswers;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.text.Words;

/**
 * What the last answer of chat_1 says of two things that nobody has seen live: whether its conn_id is the click's
 * chat_id, and which date its window means. Makes no call.
 */
final class ContactsLook {

    private static final Topic TOPIC = Topic.WOLKVOX_CONTACTS;

    private ContactsLook() {}

    static void look(String operation, Optional<Database> store, Consumer<Finding> say) {
        Optional<LastAnswers.Answer> last = store.flatMap(database -> new LastAnswers(database).of(operation));
        say.accept(last.map(answer -> finding(operation, answer))
                .orElseGet(() -> Finding.skipped(
                        TOPIC, operation, "chat_1 has not been asked yet: no click waited for its contact")));
    }

    private static Finding finding(String operation, LastAnswers.Answer answer) {
        if (answer.failure() != null) {
            return Finding.warning(
                    TOPIC,
                    operation,
                    "chat_1 gave no contacts: " + answer.failure(),
                    "Until it does, clicks go without after enrich.wait.");
        }
        String told = Words.count(answer.records(), "row") + " of chat_1 had " + answer.found() + " of "
                + Words.count(answer.wanted(), "chat") + " that clicks waited for";
        if (answer.records() > 0 && answer.found() == 0) {
            return Finding.warning(
                    TOPIC,
                    operation,
                    told + ": perhaps its conn_id is not the click report's chat_id",
                    "Hold a conn_id of chat_1 against the chat_id of the same chat; if they differ, set"
                            + " wolkvox.enrich=off. Chats without an agent are not in that report.");
        }
        return Finding.good(
                TOPIC,
                operation,
                told
                        + (answer.outside() == 0
                                ? ""
                                : "; " + Words.count(answer.outside(), "row")
                                        + " had a date outside of the window, which then means the end of a chat"));
    }
}
