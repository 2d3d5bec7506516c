package org.clickrouter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clickrouter.simulate.Received;
import org.clickrouter.testing.Outside;
import org.clickrouter.testing.store.Attempts.Attempt;
import org.clickrouter.testing.store.StoreView;

/** Holds what the receivers have against what the store says that it sent, once nothing is pending or dead. */
final class Books {
    private final OperatedScene scene;
    private final StoreView store;
    private final List<String> revisions;
    /** By destination, "chat revision code" of each delivery by its id. */
    private final Map<String, Map<String, String>> deliveries =
            new HashMap<>(Map.of("webhook", new TreeMap<>(), "email", new TreeMap<>(), "sql", new TreeMap<>()));
    /** How often each delivery ended well: once, and once more for each replay of what was delivered. */
    private final Map<String, Long> sent = new HashMap<>();

    Books(OperatedScene scene) {
        this.scene = scene;
        this.store = scene.store.view();
        this.revisions = ChangingReport.revisions(scene.store);
        store.deliveries().list().forEach(delivery -> {
            deliveries
                    .get(delivery.destination())
                    .put(delivery.id(), delivery.chat() + " " + delivery.revision() + " " + delivery.code());
            sent.put(delivery.id(), 1L);
        });
        store.attempts().done().list().forEach(attempt -> sent.merge(attempt.delivery(), 1L, Long::sum));
    }

    void balance() {
        eachRoutedRevisionHasOneDelivery("webhook");
        eachRoutedRevisionHasOneDelivery("email");
        webhooks();
        mails();
        table();
        attemptsAreNumberedOn();
        assertThat(sent.values()).as("replays").anyMatch(times -> times > 1);
        assertThat(scene.outside.api.maxInFlight()).isEqualTo(1);
    }

    /** But for those that were first seen while the destination was switched off: they were never queued for it. */
    private void eachRoutedRevisionHasOneDelivery(String destination) {
        Set<String> missed = scene.missed.get(destination);
        assertThat(deliveries.get(destination).values())
                .as(destination)
                .containsExactlyInAnyOrderElementsOf(revisions.stream()
                        .filter(ChangingReport::isRouted)
                        .filter(revision -> !missed.contains(revision))
                        .toList());
    }

    private void webhooks() {
        Map<String, Long> times = new HashMap<>();
        for (Received request : scene.accepted) {
            Outside.assertSigned(request);
            ObjectNode data = Outside.data(request);
            String id = request.header("webhook-id").orElseThrow();
            assertThat(deliveries.get("webhook").get(id))
                    .as(id)
                    .isEqualTo(data.path("chat_id").asText() + " "
                            + data.path("revision").asText() + " "
                            + data.path("cod_act").asText());
            times.merge(id, 1L, Long::sum);
        }
        received("webhook", times, scene.kills * OperatedScene.WEBHOOKS_IN_FLIGHT);
    }

    private void mails() {
        Map<String, Long> times = new HashMap<>();
        for (MimeMessage mail : scene.mails()) {
            try {
                String id = mail.getMessageID().replaceAll("^<|@.*", "");
                String[] revision =
                        String.valueOf(deliveries.get("email").get(id)).split(" ", 3);
                assertThat(mail.getSubject())
                        .as(id)
                        .isEqualTo(revision[2] + ": WhatsApp click of chat " + revision[0] + " (default)");
                times.merge(id, 1L, Long::sum);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
        received("email", times, (scene.kills + scene.mailboxesDown) * OperatedScene.MAILS_IN_FLIGHT);
    }

    /**
     * Each delivery arrived, and as often as the store says that it was sent.
     *
     * @param unmarked how many more may have arrived: a process that was killed, or a server that went away, between
     *     send and mark
     */
    private void received(String destination, Map<String, Long> times, int unmarked) {
        assertThat(times.keySet())
                .as(destination)
                .isEqualTo(deliveries.get(destination).keySet());
        times.forEach(
                (id, count) -> assertThat(count).as("%s %s", destination, id).isGreaterThanOrEqualTo(sent.get(id)));
        long repeats = times.entrySet().stream()
                .mapToLong(e -> e.getValue() - sent.get(e.getKey()))
                .sum();
        long late = store.attempts().to(destination).failedAs("TIMED_OUT").count();
        assertThat(repeats)
                .as("%s: repeats after %d kills and %d late answers", destination, scene.kills, late)
                .isLessThanOrEqualTo(unmarked + late);
    }

    /** The newest coded revision of each chat. */
    private void table() {
        Map<String, Integer> newest = new TreeMap<>();
        deliveries
                .get("sql")
                .values()
                .forEach(revision ->
                        newest.merge(revision.split(" ")[0], Integer.valueOf(revision.split(" ")[1]), Math::max));
        assertThat(deliveries.get("sql").values())
                .containsExactlyInAnyOrderElementsOf(
                        revisions.stream().filter(r -> !r.endsWith(" ")).toList());
        Map<String, Integer> rows = new TreeMap<>();
        store.sink().rows().forEach(row -> rows.put(row.chat(), row.revision()));
        assertThat(rows).isEqualTo(newest);
    }

    /**
     * 1, 2, 3 and so on, over all replays, none twice and none left out; the last one stands in the delivery's own row.
     */
    private void attemptsAreNumberedOn() {
        Map<String, List<Integer>> kept = store.attempts().list().stream()
                .collect(Collectors.groupingBy(
                        Attempt::delivery, Collectors.mapping(Attempt::number, Collectors.toList())));
        Map<String, Integer> last = new HashMap<>();
        store.deliveries().list().forEach(delivery -> last.put(delivery.id(), delivery.allAttempts()));
        last.forEach((id, attempt) -> assertThat(kept.getOrDefault(id, List.of()))
                .as(id)
                .isEqualTo(IntStream.range(1, attempt).boxed().toList()));
        assertThat(new HashSet<>(kept.keySet())).isSubsetOf(last.keySet());
    }
}
