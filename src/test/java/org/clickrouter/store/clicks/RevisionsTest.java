package org.clickrouter.store.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.clickrouter.report.Click;
import org.clickrouter.testing.StoreKind;
import org.clickrouter.testing.store.Clicks.StoredClick;
import org.clickrouter.testing.store.Revisions.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RevisionsTest extends StoreTest {

    @Test
    void eachNewCodeIsOneMoreRevisionAndGoingBackIsOneToo() {
        assertThat(read("")).containsExactly("/0");
        assertThat(read("VENTA")).containsExactly("VENTA/1");
        assertThat(read("RECLAMO")).containsExactly("RECLAMO/2");
        assertThat(read("VENTA")).containsExactly("VENTA/3");

        assertThat(stored()).containsExactly("/0", "VENTA/1", "RECLAMO/2", "VENTA/3");
        assertThat(view().deliveries().count()).as("one for each revision").isEqualTo(4);
        assertThat(view().clicks().count()).isEqualTo(1);
    }

    @Test
    void aCodeTakenAwayAndGivenAgainIsNews() {
        assertThat(read("VENTA")).containsExactly("VENTA/1");
        assertThat(read("")).containsExactly("/2");
        assertThat(read("VENTA")).containsExactly("VENTA/3");
    }

    @Test
    void timeoutchatIsNoCodeAndMakesNoRevision() {
        assertThat(read("")).containsExactly("/0");
        assertThat(read("TIMEOUTCHAT")).containsExactly("TIMEOUTCHAT/0");
        assertThat(read("")).containsExactly("/0");

        assertThat(stored())
                .as("the one revision took the newest word for none")
                .containsExactly("/0");
        assertThat(view().deliveries().count())
                .as("one for revision 0, however it was named")
                .isEqualTo(1);
        assertThat(read("VENTA")).containsExactly("VENTA/1");
        assertThat(read("TIMEOUTCHAT")).containsExactly("TIMEOUTCHAT/2");
    }

    @Test
    void bothWordsForNoCodeInOneChunkAreOneDelivery() {
        assertThat(read("", "TIMEOUTCHAT")).containsExactly("/0", "TIMEOUTCHAT/0");

        assertThat(view().revisions().count()).isEqualTo(1);
        assertThat(view().deliveries().count()).isEqualTo(1);
    }

    @Test
    void aLaterRevisionIsRenamedAndUpdatedInItsOwnPlace() {
        read("VENTA@1");
        read("@2");
        assertThat(read("TIMEOUTCHAT@3")).containsExactly("TIMEOUTCHAT/2");
        assertThat(read("TIMEOUTCHAT@4")).isEmpty();

        assertThat(stored()).containsExactly("VENTA/1", "TIMEOUTCHAT/2");
        assertThat(view().revisions().list())
                .extracting(Revision::record)
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"agent_id\":\"1\""),
                        later -> assertThat(later).contains("\"agent_id\":\"4\""));
        assertThat(view().revisions().list()).extracting(Revision::routedTo).containsExactly("crm", "crm");
        assertThat(view().deliveries().count()).isEqualTo(2);
    }

    @Test
    void anotherWordForNoCodeAndACodeInOneChunkAreTwoRevisions() {
        assertThat(read("", "TIMEOUTCHAT", "VENTA")).containsExactly("/0", "TIMEOUTCHAT/0", "VENTA/1");

        assertThat(stored()).containsExactly("TIMEOUTCHAT/0", "VENTA/1");
        assertThat(view().clicks().codes()).containsValue("VENTA");
        assertThat(view().deliveries().count()).isEqualTo(2);
    }

    @Test
    void theTimeOfTheFirstCodeIsKept() {
        read("");
        assertThat(view().clicks().list()).extracting(StoredClick::codedAt).containsOnlyNulls();
        clock.set("2026-03-10T16:00:00Z");
        read("VENTA");
        clock.set("2026-03-10T17:00:00Z");
        read("RECLAMO");

        assertThat(view().clicks().list())
                .extracting(StoredClick::codedAt)
                .containsExactly(Instant.parse("2026-03-10T16:00:00Z").toEpochMilli());
    }

    @Test
    void anotherFieldUpdatesTheRecordAndRoutesNothing() {
        read("VENTA@4");

        assertThat(read("VENTA@5")).isEmpty();

        assertThat(stored()).containsExactly("VENTA/1");
        assertThat(view().revisions().list())
                .extracting(Revision::record)
                .singleElement()
                .asString()
                .contains("\"agent_id\":\"5\"");
        assertThat(view().deliveries().count()).isEqualTo(1);
        assertThat(read("VENTA@5")).isEmpty();
    }

    @Test
    void aClickIsKnownAgainWhereverItsDateLiesAndWhateverComesWithIt() {
        // From 6430 on the sign of an identity's first half is set.
        List<Click> clicks = Stream.of(
                        "",
                        "no date",
                        "1970-01-01 00:00:01",
                        "2026-03-10 09:30:00",
                        "6429-12-31 23:59:59",
                        "6430-06-01 00:00:00",
                        "9999-12-31 23:59:59")
                .map(date ->
                        Click.of(OPERATION, "{\"chat_id\":\"7\",\"date\":\"%s\",\"cod_act\":\"A\"}".formatted(date)))
                .toList();
        for (Click click : clicks) {
            assertThat(read(List.of(click))).as(click.date()).containsExactly("A/1");
        }
        for (Click one : clicks) {
            for (Click other : clicks) {
                assertThat(read(List.of(one, other), List.of(other, one)))
                        .as("%s, %s", one.date(), other.date())
                        .isEmpty();
            }
        }
    }

    @Test
    void identityIsChatSourceAndDateOfOneOperation() {
        String record = "{\"chat_id\":\"%s\",\"source_id\":\"%s\",\"date\":\"%s\",\"cod_act\":\"A\"}";
        Click base = Click.of(OPERATION, record.formatted("7", "1", "2026-03-10 09:30:00"));
        List<Click> others = List.of(
                Click.of(OPERATION, record.formatted("8", "1", "2026-03-10 09:30:00")),
                Click.of(OPERATION, record.formatted("7", "2", "2026-03-10 09:30:00")),
                Click.of(OPERATION, record.formatted("7", "1", "2026-03-10 09:30:01")));
        Click asNumbers = Click.of(
                OPERATION, "{\"chat_id\":7,\"source_id\":1,\"date\":\"2026-03-10 09:30:00\",\"cod_act\":\"A\"}");

        read(List.of(base));
        assertThat(read(others)).containsExactly("A/1", "A/1", "A/1");
        assertThat(read(List.of(asNumbers))).isEmpty();
        assertThat(view().clicks().count()).isEqualTo(4);
    }

    @Test
    void readingTheSameAgainWritesNoRowOfAnyClick() {
        List<Click> first = List.of(click("1", "VENTA"), click("2", ""), click("3", "A@1"), click("3", "B@2"));
        read(first);
        List<String> before = versions();

        assertThat(read(first)).isEmpty();
        assertThat(read(first.subList(0, 2), first.subList(2, 4))).isEmpty();

        assertThat(versions()).isEqualTo(before);
    }

    /**
     * Where the database tells: PostgreSQL names the transaction that wrote a row. H2's row must at least be the same
     * in every column.
     */
    private List<String> versions() {
        String clicks = kind == StoreKind.POSTGRESQL
                ? "SELECT xmin || ' ' || ctid || ' ' || id FROM click ORDER BY id"
                : "SELECT id || ' ' || read_no || ' ' || cod_act || ' ' || COALESCE(variants, '') FROM click ORDER BY id";
        String revisions = kind == StoreKind.POSTGRESQL
                ? "SELECT xmin || ' ' || ctid FROM revision ORDER BY click_id, revision"
                : "SELECT click_id || ' ' || revision || ' ' || seen_at || record FROM revision ORDER BY click_id, revision";
        List<String> all = new java.util.ArrayList<>(texts(clicks));
        all.addAll(texts(revisions));
        all.addAll(view().deliveries().ids());
        return all;
    }

    private List<String> stored() {
        return view().revisions().list().stream().map(Revision::codeAndNumber).toList();
    }
}
