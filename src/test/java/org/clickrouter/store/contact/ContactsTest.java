package org.clickrouter.store.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clickrouter.store.clicks.ContactWait;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.outbox.Delivery;
import org.clickrouter.store.outbox.Outbox;
import org.clickrouter.store.retention.Forgetting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Deliveries that wait for the contact of their chat, and contacts that come and go. */
@ParameterizedClass
@EnumSource
class ContactsTest extends StoreTest {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration HOLD = Duration.ofSeconds(90);
    private static final String ANA = "{\"name\":\"Ana\"}";

    private Contacts contacts;
    private Outbox outbox;

    @BeforeEach
    void enrich() {
        contacts = new Contacts(database, operations, clock);
        outbox = new Outbox(database, clock, "one");
        ContactWait wait = new ContactWait(OPERATION::equals, Set.of("crm"), LONGEST);
        outbox.completing(claimed -> contacts.complete(claimed, wait));
        store.contacts(wait);
    }

    private List<Contacts.Waiting> waiting() {
        return contacts.waiting(OPERATION, List.of("crm"));
    }

    private List<Delivery> claim() {
        return outbox.claim("crm", 10, HOLD, List.of());
    }

    @Test
    void aDeliveryGoesOnceItsContactIsThereAndHasItInItsRecord() {
        read(List.of(click("c1", "VENTA"), click("c2", "VENTA")));
        assertThat(claim()).isEmpty();
        assertThat(waiting()).extracting(Contacts.Waiting::chat).containsExactlyInAnyOrder("c1", "c2");

        contacts.store(lease, Map.of("c1", ANA), waiting());

        assertThat(claim())
                .singleElement()
                .extracting(Delivery::record)
                .asString()
                .endsWith("\"cod_act\":\"VENTA\",\"contact\":{\"name\":\"Ana\"}}");
        assertThat(contacts.known(OPERATION, List.of("c1", "c2"))).containsExactly("c1");
    }

    @Test
    void itWaitsNoLongerThanIsSetAndThenGoesWithout() {
        read(List.of(click("c1", "VENTA")));
        clock.advance(LONGEST.minusMillis(1));
        assertThat(claim()).isEmpty();

        clock.advance(Duration.ofMillis(1));

        assertThat(claim())
                .singleElement()
                .extracting(Delivery::record)
                .asString()
                .doesNotContain("contact");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void aClickWithoutACodeOrAChatDoesNotWaitNorDoesOneForAnotherDestination() {
        read(List.of(click("c1", ""), click("-", "VENTA")));
        assertThat(claim()).hasSize(2);

        store.contacts(new ContactWait(OPERATION::equals, Set.of("other"), LONGEST));
        read(List.of(click("c2", "VENTA")));
        assertThat(claim()).isNotEmpty();
    }

    @Test
    void aChatThatIsForgottenWhileItIsAskedForIsNotKept() {
        read(List.of(click("c1", "VENTA")));
        List<Contacts.Waiting> asked = waiting();
        new Forgetting(database, clock).forget(List.of(OPERATION), "c1", false);

        contacts.store(lease, Map.of("c1", ANA), asked);

        assertThat(count("contact")).isZero();
    }

    @Test
    void aContactGoesWithItsChatAndWhenItIsOld() {
        read(List.of(click("c1", "VENTA"), click("c2", "VENTA")));
        contacts.store(lease, Map.of("c1", ANA, "c2", ANA), List.of());

        new Forgetting(database, clock).forget(List.of(OPERATION), "c1", false);
        assertThat(count("contact")).isOne();
        clock.advance(Duration.ofDays(7));
        assertThat(contacts.deleteOlder(Duration.ofDays(7))).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(contacts.deleteOlder(Duration.ofDays(7))).isOne();
    }
}
