package org.clickrouter.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.clickrouter.console.view.DeliveryFilter;
import org.clickrouter.observe.Meters;
import org.clickrouter.observe.OutboxRoutes;
import org.clickrouter.settings.Given;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.testing.Postgres;
import org.clickrouter.testing.store.Scans;
import org.clickrouter.testing.store.StoreView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the pages ask of PostgreSQL, by its own counters of scans; ConsoleTest asks H2 for its plans. Scans of whole
 * tables are switched off for them, so that a few rows are found as a million would be: one that is counted
 * nevertheless has no index to go by.
 */
@ParameterizedClass
@EnumSource(names = "POSTGRESQL")
class PagesOnPostgresTest extends StoreTest {

    private static final OutboxRoutes ROUTES = new OutboxRoutes() {
        @Override
        public List<String> withoutConsumer() {
            return List.of();
        }

        @Override
        public boolean isConsumed(String name) {
            return true;
        }

        @Override
        public List<String> consumed() {
            return List.of("crm");
        }
    };

    @Test
    void noPageSearchOrFilterReadsAWholeTableThatGrows() {
        read(List.of(click("7", "VENTA"), click("8", "")));
        String id = view().deliveries().ids().get(0);
        String name = texts("SELECT current_database()").get(0);
        database.close();
        Postgres.asAdministrator("ALTER DATABASE " + name + " SET enable_seqscan = off");
        Scans scans = StoreView.of(url, kind.user(), "").scans();
        reported(scans);
        Map<String, Long> before = scans.whole();
        long byIndex = scans.byIndex();

        ask(id);

        reported(scans);
        assertThat(scans.byIndex()).isGreaterThan(byIndex + 30);
        assertThat(scans.whole()).isEqualTo(before);
    }

    private static void reported(Scans scans) {
        long marks = scans.marks();
        scans.mark();
        eventually(() -> assertThat(scans.marks()).isGreaterThan(marks));
    }

    private void ask(String id) {
        Settings settings = new Given(folder)
                .file(Given.ACCESS + "wolkvox.operations=" + OPERATION + "\nstore.url=" + url + "\n")
                .load();
        try (StoreHandles stores = new StoreHandles(settings, clock, "reader");
                Views views = new Views(
                        settings, stores, ROUTES, records -> List.of(), new Meters(new SimpleMeterRegistry()), clock)) {
            views.overview.get();
            views.destination.of("crm");
            views.coverage.days(null, null, 70, null);
            views.rules.get();
            views.ads.report(null, null, "ad", "");
            views.deliveries.page(filter(views, ""), false);
            ConsoleTest.filters(id).forEach(asked -> views.deliveries.page(filter(views, asked), false));
            for (String key : List.of("7", id, "batch_" + "0".repeat(32), "click:" + new UUID(1, 2))) {
                views.click.of(key, null, true);
            }
            for (String text : List.of("7", "nothing", "VENTA", id)) {
                views.search.page(text);
            }
        }
    }

    private DeliveryFilter filter(Views views, String asked) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : asked.isEmpty() ? List.<String>of() : List.of(asked.split("&"))) {
            parts.put(part.split("=")[0], part.split("=")[1]);
        }
        return new DeliveryFilter(parts, views.zone, clock.instant());
    }
}
