package org.clickrouter.store.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.testing.StoreKind;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The stored codes with what was queued for them, and a look into a store that changes nothing. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class RoutedTest extends StoreTest {

    private List<Routed.Code> codes(long since) throws Exception {
        List<Routed.Code> codes = new ArrayList<>();
        new Routed(database).read(since, codes::add);
        return codes;
    }

    private static String chat(Routed.Code code) {
        return code.record().replaceFirst("(?s).*\"chat_id\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void eachCodeComesWithItsRecordAndWhatWasQueuedForIt() throws Exception {
        read("", "VENTA");
        ReportRead reading = begin();
        Comparison comparison = store.compare(reading, clicks("OTRA"), true);
        comparison.changes().forEach(change -> {
            change.deliver("webhook", null, null);
            change.deliver("crm", "{\"lead\":1}", "application/json");
        });
        store.write(comparison, List.of(), new WindowEnd(0, 1000, null, 3600));

        List<Routed.Code> codes = codes(0);

        assertThat(codes).extracting(Routed.Code::revision).isSorted().contains(2);
        Routed.Code last = codes.get(codes.size() - 1);
        assertThat(last)
                .returns(OPERATION, Routed.Code::operation)
                .returns(2, Routed.Code::routed)
                .returns(false, Routed.Code::history);
        assertThat(last.record()).contains("\"cod_act\":\"OTRA\"");
        HashMap<String, String> sent = new HashMap<>();
        sent.put("webhook", null);
        sent.put("crm", "{\"lead\":1}");
        assertThat(last.sent()).isEqualTo(sent);
        assertThat(codes.get(codes.size() - 2).sent()).containsOnlyKeys("crm");
    }

    @Test
    void everyCodeComesOnceHoweverThePagesFall() throws Exception {
        // Three codes a click, and 1,000 rows a page: each page ends inside a click.
        for (String code : List.of("A", "B", "C")) {
            read(IntStream.range(0, 700).mapToObj(i -> click("c" + i, code)).toList());
        }

        assertThat(new Routed(database).count(0)).isEqualTo(2100);
        assertThat(codes(0))
                .hasSize(2100)
                .extracting(c -> chat(c) + "/" + c.revision())
                .doesNotHaveDuplicates();
        List<String> some = new ArrayList<>();
        new Routed(database).read(0, code -> {
            some.add(chat(code));
            return some.size() < 5;
        });
        assertThat(some).hasSize(5);
    }

    @Test
    void onlyCodesThatWereSeenSinceComeAndThoseThatWereOnlyStoredAreMarked() throws Exception {
        read(List.of(click("old", "A")));
        clock.advance(java.time.Duration.ofHours(1));
        ReportRead reading =
                store.begin(lease, new RoutingMode(UNCODED, ZoneOffset.UTC, RoutingMode.Routing.NO_HISTORY), TERM);
        Comparison comparison = store.compare(reading, List.of(click("history", "A")), true);
        comparison.rows.values().forEach(row -> assertThat(row.history).isTrue());
        store.write(comparison, List.of(), new WindowEnd(0, 1000, null, 3600));
        read(List.of(click("new", "A")));

        assertThat(codes(clock.millis())).extracting(RoutedTest::chat).containsExactlyInAnyOrder("history", "new");
        assertThat(codes(0))
                .filteredOn(Routed.Code::history)
                .extracting(RoutedTest::chat)
                .containsExactly("history");
    }

    @Test
    void aPeekOpensAStoreThatIsThereAndMakesNone() {
        assertThat(Database.peek(url, kind.user(), "")).hasValueSatisfying(store -> {
            try (store) {
                assertThat(StoreView.of(store).clicks().count()).isZero();
            }
        });
        assertThat(Database.peek("jdbc:h2:file:" + folder.resolve("none"), "", ""))
                .isEmpty();
        assertThat(folder.resolve("none.mv.db")).doesNotExist();
    }
}
