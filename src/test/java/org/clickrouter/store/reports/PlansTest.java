package org.clickrouter.store.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.clickrouter.console.view.Replays;
import org.clickrouter.store.clicks.ChatKey;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.counts.ClickDays;
import org.clickrouter.store.outbox.DeliveryId;
import org.clickrouter.store.outbox.Undone;
import org.clickrouter.testing.StoreKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What people ask for reads no more of the store than it shows, however much there is. */
@ParameterizedClass
@EnumSource
class PlansTest extends StoreTest {

    @BeforeEach
    void some() {
        read(List.of(click("7", "VENTA"), click("8", "")));
    }

    @Test
    void clicksOfChangedDaysAreReadByTheirIdsAndNotAllClicksForTheirDays() {
        assertThat(plan("SELECT c.id FROM " + ClickDays.CLICKS + " AND d.changes <> d.counted"))
                .containsIgnoringCase(kind == StoreKind.H2 ? "ID >= D.FROM_ID" : "click_pkey")
                .doesNotContainIgnoringCase("click.tablescan");
    }

    @Test
    void clicksOfAChatAreFoundByTheirKey() {
        assertThat(plan("SELECT c.id FROM " + ChatKey.CLICKS, ChatKey.parameters("7")))
                .containsIgnoringCase("click_chat")
                .doesNotContainIgnoringCase("click.tablescan");
    }

    @Test
    void arrivalsAreThoseOfTheNewestClicksAlone() {
        UUID oldest = new UUID(1, 2);
        assertThat(plan(Arrivals.NEWEST, OPERATION, oldest))
                .containsIgnoringCase(kind == StoreKind.H2 ? "ID >= ?2" : "click_pkey")
                .doesNotContainIgnoringCase("click.tablescan");
    }

    @Test
    void deliveriesOfAClickAreFoundByIt() {
        assertThat(plan("SELECT id FROM delivery WHERE click_id = ?", new UUID(1, 2)))
                .containsIgnoringCase("delivery_click");
    }

    @Test
    void aPageOfADestinationReadsTheNewestRowsAndNotAllThatWasEverSentThere() {
        List<Object> parameters = new ArrayList<>();
        String where = Replays.condition(clock, parameters, "destination", "crm", "state", "done");
        parameters.add(5L);
        String plan = plan(
                "SELECT d.row_id FROM delivery d WHERE " + where + " AND d.row_id > ? ORDER BY d.row_id DESC LIMIT 51",
                parameters.toArray());
        if (kind == StoreKind.H2) {
            assertThat(plan).contains("ROW_ID > ?3", "index sorted").doesNotContain("DELIVERY_DUE");
        } else {
            assertThat(plan).contains("delivery_pkey").doesNotContain("delivery_due");
        }
    }

    @Test
    void theNextQueueIsTheFirstEntryOfTheIndexBehindTheOneBeforeHoweverMuchThatHas() {
        if (kind == StoreKind.H2) {
            read(List.of(click("9", "VENTA"), click("10", "VENTA"), click("11", "VENTA")));
            assertThat(plan("ANALYZE " + Undone.NEXT, "crm")).contains("DELIVERY_DUE", "index sorted", "scanCount: 1 ");
        }
    }

    @Test
    void aDeliveryIsFoundByTheIndexOnClicks() {
        String id = database.one("SELECT id FROM delivery", r -> r.getString(1));
        Object[] parameters = DeliveryId.parameters(id).orElseThrow();
        String found = "SELECT d.row_id FROM delivery d WHERE " + DeliveryId.ROW;
        assertThat(database.query(found, r -> 1, parameters)).hasSize(1);
        assertThat(plan(found, parameters)).containsIgnoringCase("delivery_click");
    }

    /** H2 reads a row as soon as one column is not in the index, and says so nowhere. */
    @Test
    void whatWasGivenUpIsCountedByTheIndexAlone() {
        assertThat(database.query(
                        kind == StoreKind.H2
                                ? "SELECT LOWER(column_name) FROM information_schema.index_columns WHERE index_name = 'DELIVERY_DUE'"
                                : "SELECT attname FROM pg_attribute WHERE attrelid = 'delivery_due'::regclass",
                        r -> r.getString(1)))
                .contains("destination", "state", "due", "failure", "status");
    }

    private String plan(String sql, Object... parameters) {
        return database.transaction(() -> {
            if (kind == StoreKind.POSTGRESQL) {
                // So few rows are otherwise read as a whole.
                database.query("SELECT set_config('enable_seqscan', 'off', true)", r -> 1);
            }
            return String.join("\n", database.query("EXPLAIN " + sql, r -> r.getString(1), parameters));
        });
    }
}
