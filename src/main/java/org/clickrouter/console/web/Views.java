package org.clickrouter.console.web;

import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clickrouter.ads.Ads;
import org.clickrouter.ads.AdsExport;
import org.clickrouter.console.view.ClickLifeQuery;
import org.clickrouter.console.view.CoverageDaysQuery;
import org.clickrouter.console.view.DeliveriesQuery;
import org.clickrouter.console.view.DestinationQuery;
import org.clickrouter.console.view.DestinationState;
import org.clickrouter.console.view.Kept;
import org.clickrouter.console.view.Moments;
import org.clickrouter.console.view.OverviewQuery;
import org.clickrouter.console.view.Reader;
import org.clickrouter.console.view.RuleTrial;
import org.clickrouter.console.view.RulesQuery;
import org.clickrouter.console.view.SearchQuery;
import org.clickrouter.console.view.SettingsList;
import org.clickrouter.observe.Meters;
import org.clickrouter.observe.OutboxRoutes;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.StoreHandles;

/** Every query of the console, made once. */
final class Views implements AutoCloseable {

    /** Deliveries that a page looks at where nothing tells which ones are wanted. */
    private static final int LOOKED_AT = 10_000;

    final ZoneId zone;
    final Kept kept;
    final OverviewQuery overview;
    final DeliveriesQuery deliveries;
    final DeliveriesQuery allDeliveries;
    final DestinationQuery destination;
    final ClickLifeQuery click;
    final CoverageDaysQuery coverage;
    final RulesQuery rules;
    final SearchQuery search;
    volatile SettingsList settings;
    final List<String> operations;
    final Ads ads;
    final AdsExport export;
    private final Reader reader;

    Views(Settings settings, StoreHandles stores, OutboxRoutes routes, RuleTrial trial, Meters meters, Clock clock) {
        Map<String, ZoneId> zones = new LinkedHashMap<>();
        for (OperationSettings operation : settings.operations()) {
            zones.put(operation.name(), operation.zone());
        }
        this.operations = List.copyOf(zones.keySet());
        this.zone = zones.values().iterator().next();
        this.reader = new Reader(settings);
        Moments moments = new Moments(false);
        this.kept = new Kept(clock);
        this.overview = new OverviewQuery(settings, stores, reader, routes::consumed, moments, clock);
        this.allDeliveries = new DeliveriesQuery(reader, zones, moments);
        this.deliveries = new DeliveriesQuery(reader, zones, moments, LOOKED_AT);
        this.destination = new DestinationQuery(
                reader, overview, name -> spread(meters.attempts(name).sorted()), clock);
        this.click = new ClickLifeQuery(stores.database, zones, moments);
        this.coverage = new CoverageDaysQuery(settings, stores, reader, moments, clock);
        this.rules = new RulesQuery(reader, trial, clock);
        this.search = new SearchQuery(reader, zone);
        this.settings = SettingsList.of(settings);
        this.ads = new Ads(settings, reader, clock);
        this.export = new AdsExport(settings);
    }

    /** From now on the store is logged in to by these settings, and they are shown. */
    void takeOver(Settings next) {
        reader.logInBy(next);
        settings = SettingsList.of(next);
    }

    /** Something was done, and shows from now on. */
    void forget() {
        kept.forget();
        overview.forget();
    }

    private static Optional<DestinationState.Spread> spread(long[] sorted) {
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new DestinationState.Spread(
                        sorted.length, sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]));
    }

    @Override
    public void close() {
        reader.close();
    }
}
