package org.clickrouter.console.web;

import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clickrouter.ads.Ads;
import org.clickrouter.console.view.ClickLifeQuery;
import org.clickrouter.console.view.CoverageDaysQuery;
import org.clickrouter.console.view.DeliveriesQuery;
import org.clickrouter.console.view.DestinationQuery;
import org.clickrouter.console.view.OverviewQuery;
import org.clickrouter.console.view.Reader;
import org.clickrouter.console.view.RuleTrial;
import org.clickrouter.console.view.RulesQuery;
import org.clickrouter.console.view.SearchQuery;
import org.clickrouter.console.view.SettingsList;
import org.clickrouter.observe.OutboxRoutes;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;
import org.clickrouter.store.counts.Counts;

/** Every query of the console, made once. */
final class Views implements AutoCloseable {

    final ZoneId zone;
    final OverviewQuery overview;
    final DeliveriesQuery deliveries;
    final DestinationQuery destination;
    final ClickLifeQuery click;
    final CoverageDaysQuery coverage;
    final RulesQuery rules;
    final SearchQuery search;
    final SettingsList settings;
    final Ads ads;
    private final Reader reader;

    Views(Settings settings, StoreHandles stores, OutboxRoutes routes, RuleTrial trial, String version, Clock clock) {
        Map<String, ZoneId> zones = new LinkedHashMap<>();
        for (OperationSettings operation : settings.operations()) {
            zones.put(operation.name(), operation.zone());
        }
        this.zone = zones.values().iterator().next();
        this.reader =
                new Reader(settings.get("store.url"), settings.get("store.user"), settings.secret("store.password"));
        this.overview = new OverviewQuery(version, stores, reader, settings.operations(), routes, clock);
        this.deliveries = new DeliveriesQuery(reader);
        this.destination = new DestinationQuery(reader, stores.outbox.pauses(), routes, clock);
        this.click = new ClickLifeQuery(stores.database, zones);
        this.coverage = new CoverageDaysQuery(stores.coverage, stores.gaps, stores.backfills, zones, clock);
        this.rules = new RulesQuery(reader, trial, clock);
        this.search = new SearchQuery(reader, zone);
        this.settings = SettingsList.of(settings);
        this.ads = new Ads(
                settings, (sql, parameters) -> reader.query(sql, (row, n) -> Counts.count(row), parameters), clock);
    }

    @Override
    public void close() {
        reader.close();
    }
}
