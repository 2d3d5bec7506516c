package org.clickrouter.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.Store;

/** A report in which clicks appear and change their codes at random, and what it says in the end. */
final class ChangingReport {
    /** Those of {@link #CODES} that the webhook and the mailbox are to have. */
    static final Set<String> ROUTED = Set.of("VENTA", "CITA AGENDADA");

    private static final List<String> CODES = List.of("VENTA", "CITA AGENDADA", "No_contesta", "");

    private final Outside outside;
    private final Random random;
    private final Map<String, String> truth = new TreeMap<>();

    ChangingReport(Outside outside, Random random) {
        this.outside = outside;
        this.random = random;
    }

    /** The code that each chat has now. */
    Map<String, String> truth() {
        return truth;
    }

    /** New clicks with one code, whichever, and new codes for some that are there. */
    void change() {
        add(1 + random.nextInt(12), CODES.get(random.nextInt(CODES.size())));
        List<String> chats = new ArrayList<>(truth.keySet());
        for (int i = random.nextInt(6); i > 0; i--) {
            String chat = chats.get(random.nextInt(chats.size()));
            String code = CODES.get(random.nextInt(CODES.size()));
            outside.api.recode(chat, code);
            truth.put(chat, code);
        }
    }

    void add(int clicks, String code) {
        for (ObjectNode click : outside.add(clicks, code)) {
            truth.put(click.path("chat_id").asText(), click.path("cod_act").asText());
        }
    }

    /** The code that each chat has in the store. */
    static Map<String, String> codes(Store store) {
        return new TreeMap<>(store.view().clicks().codes());
    }

    /** Every revision in the store as "chat revision code". */
    static List<String> revisions(Store store) {
        return store.view().revisions().list().stream()
                .map(revision -> revision.chat() + " " + revision.number() + " " + revision.code())
                .toList();
    }

    /** Whether a revision, as {@link #revisions} tells it, has a code of {@link #ROUTED}. */
    static boolean isRouted(String revision) {
        return ROUTED.contains(revision.split(" ", 3)[2]);
    }
}
