package org.clickrouter.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clickrouter.ads.Ads;
import org.clickrouter.ads.AdsCsv;
import org.clickrouter.ads.AdsReport;
import org.clickrouter.cli.option.Home;
import org.clickrouter.cli.option.NewFile;
import org.clickrouter.cli.option.Period;
import org.clickrouter.cli.option.StoreOnly;
import org.clickrouter.cli.output.AdsTable;
import org.clickrouter.cli.output.Json;
import org.clickrouter.cli.output.Terminal;
import org.clickrouter.cli.task.SeedCodes;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ads}: which ads sell? */
@Command(
        name = "ads",
        mixinStandardHelpOptions = true,
        description = {
            "Tells clicks and outcomes by ad, or by what else a click tells; exit code 1 where there are no clicks.",
            "Of whole days, as the clicks' dates say: 30 with the last, which is today, where none are named.",
            "What counts as won stands in codes.yaml (docs/ads.md); codes that it does not know are shown as well."
        },
        footer = {
            "",
            "For example: click-router ads --last 7d",
            "             click-router ads --by hour --csv > hours.csv"
        })
final class AdsCommand implements Callable<Integer> {

    @Mixin
    private Home home;

    @Mixin
    private Json json;

    @Option(names = "--csv", description = "Print CSV instead, safe to open as a spreadsheet.")
    private boolean csv;

    @Mixin
    private Period period;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "ad",
            description =
                    "ad, campaign, ad-set, source, type, routing-point, agent, hour, weekday or day (default: ad).")
    private String by;

    @Option(names = "--operation", paramLabel = "NAME", defaultValue = "", description = "Only its clicks.")
    private String operation;

    @Option(
            names = "--seed",
            description = "Add to codes.yaml the codes that the account itself has (one call an operation, counted).")
    private boolean seed;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (seed) {
            Settings settings = Terminal.settings(home.path(), Map.of(), "SYSTEM_ERR", "WARN");
            NewFile.require("ads.groups of the settings", Ads.file(settings, "ads.groups"));
            return SeedCodes.run(settings) ? 0 : 1;
        }
        try (StoreOnly open = new StoreOnly(home.path())) {
            AdsReport report = read(open);
            if (json.wanted()) {
                Json.print(report);
            } else if (csv) {
                System.out.print(AdsCsv.of(report));
            } else {
                AdsTable.print(report);
            }
            return report.lines().isEmpty() ? 1 : 0;
        }
    }

    private AdsReport read(StoreOnly open) {
        Ads ads = new Ads(open.settings, open.stores.database, open.clock);
        try {
            Period.Days days = period.days(open.settings.operations().get(0).zone(), open.clock.instant());
            return ads.report(days.from(), days.to(), by, operation);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
