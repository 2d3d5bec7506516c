package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.clickrouter.report.Click;
import org.clickrouter.scenario.Output;
import org.clickrouter.simulate.ApiOptions;
import org.clickrouter.simulate.ApiSimulator;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ads}, as it is typed: the table, CSV, JSON, exit codes, and the codes of the account. */
class AdsCommandTest {

    @TempDir
    private Path home;

    private ApiSimulator api;

    @BeforeEach
    void threeClicksOfTwoAds() throws IOException {
        api = ApiSimulator.start(ApiOptions.defaults());
        api.account(api.account().codes("VENTA", "002"));
        new Home(home)
                .with("wolkvox.base-url", api.baseUrl())
                .with("wolkvox.token", api.options().token())
                .with("store.url", "jdbc:h2:file:" + home.resolve("store").toAbsolutePath())
                .write();
        SetClock clock = new SetClock("2026-03-20T15:00:00Z");
        try (Database database =
                Database.open("jdbc:h2:file:" + home.resolve("store").toAbsolutePath(), "", "", 2)) {
            Operations operations = new Operations(database, clock, "one");
            operations.register("default");
            Lease lease =
                    operations.acquire("default", Duration.ofMinutes(2), true).orElseThrow();
            ClickStore store = new ClickStore(database, operations, clock);
            Comparison comparison = store.compare(
                    store.begin(lease, Set.of(""), Duration.ofMinutes(2)),
                    List.of(click("1", "120201", "VENTA"), click("2", "120201", "002"), click("3", "=1+1", "")),
                    true);
            store.write(comparison, List.of(), new WindowEnd(0, 1000, null, 3600));
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static Click click(String chat, String ad, String code) {
        return Click.of("default", """
            {"chat_id":"%s","source_id":"%s","date":"2026-03-10 09:30:00","agent_id":"4","cod_act":"%s"}""".formatted(chat, ad, code));
    }

    private Output ads(String... words) {
        List<String> all = new ArrayList<>(List.of("ads", "--home", home.toString()));
        all.addAll(List.of(words));
        return Output.of(all.toArray(String[]::new));
    }

    private Output march(String... words) {
        List<String> all = new ArrayList<>(List.of("--from", "2026-03-01", "--to", "2026-03-31"));
        all.addAll(List.of(words));
        return ads(all.toArray(String[]::new));
    }

    @Test
    void tellsClicksAndSalesByAdAndShowsCodesThatNoFileKnows() throws IOException {
        Files.writeString(home.resolve("codes.yaml"), "- {code: VENTA, group: sale, won: true}\n");
        assertThat(march())
                .satisfies(o -> assertThat(o.exitCode()).isZero())
                .satisfies(o -> assertThat(o.text()).contains("120201").contains("002"));
        assertThat(march("--json").text().replaceAll("\\s", ""))
                .contains("\"name\":\"120201\"")
                .contains("\"clicks\":2")
                .contains("\"known\":false");
    }

    @Test
    void aFileOfCostsThatIsNoneTakesNoClicksAwayAndSaysWhatIsWrong() throws IOException {
        Files.writeString(home.resolve("ads.csv"), "Anuncio;Importe\nUno;1\n");

        assertThat(march())
                .satisfies(o -> assertThat(o.exitCode()).isZero())
                .satisfies(o -> assertThat(o.text())
                        .contains("120201", "ads.csv:1: no column is named Ad ID")
                        .doesNotContain("not in the export", "spent"));
    }

    @Test
    void withoutClicksItSaysSoAndWithoutWonCodesWhereToSayWhichTheyAre() {
        assertThat(ads("--from", "2025-01-01", "--to", "2025-01-02").text()).contains("no clicks in these days");
        assertThat(march().text()).contains("none of these codes counts as won", "codes.yaml");
    }

    @Test
    void inCsvNoTextIsAFormula() {
        assertThat(march("--csv").text()).contains("'=1+1").doesNotContain("\n=1+1");
    }

    @Test
    void withoutClicksItEndsWithOneAndWithAWrongWordWithTwo() {
        assertThat(ads("--from", "2025-01-01", "--to", "2025-01-02").exitCode()).isOne();
        assertThat(march("--by", "colour"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                .satisfies(o -> assertThat(o.text()).contains("colour"));
    }

    @Test
    void theCodesOfTheAccountAreAddedAndWhatStandsThereStays() throws IOException {
        Path file = home.resolve("codes.yaml");
        Files.writeString(file, "# mine\n- {code: VENTA, group: sale, won: true}");

        assertThat(ads("--seed"))
                .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero());
        assertThat(Files.readString(file))
                .startsWith("# mine\n- {code: VENTA, group: sale, won: true}\n")
                .contains("- code: \"002\"");
        String seeded = Files.readString(file);
        assertThat(ads("--seed").text()).contains("already");
        assertThat(Files.readString(file)).isEqualTo(seeded);

        Files.writeString(file, "[{code: VENTA, group: sale}]");
        assertThat(ads("--seed"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                .satisfies(o -> assertThat(o.text()).contains("cannot be added"));
        assertThat(Files.readString(file)).isEqualTo("[{code: VENTA, group: sale}]");
    }
}
