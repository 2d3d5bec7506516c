package org.clickrouter.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.clickrouter.report.Click;
import org.clickrouter.store.clicks.StoreTest;
import org.clickrouter.store.counts.Counts;
import org.clickrouter.store.counts.DayCounter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the figures say of an ad that sells, one that is silent, one without codes. */
@ParameterizedClass
@EnumSource
class AdsQueryTest extends StoreTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final CodeGroups CODES = CodesFile.parse("codes.yaml", """
            - {code: VENTA, group: sale, label: Sale, won: true, value: 100}
            - {code: No_contesta, group: lost}
            """);

    @BeforeEach
    void clicks() {
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            clicks.add(click(
                    "s" + i,
                    "sells",
                    "2026-03-10 0" + i % 3 + ":00:00",
                    i < 2 ? "VENTA" : i < 5 ? "No_contesta" : "",
                    "4"));
            clicks.add(click("n" + i, "burns", "2026-03-10 08:30:00", i == 0 ? "TIMEOUTCHAT" : "", "-"));
        }
        clicks.add(click("x", "old", "2026-03-02 08:30:00", "Llamar_después", "4"));
        clicks.add(click("x", "old", "2026-03-02 08:31:00", "", "4"));
        read(clicks);
    }

    private static Click click(String chat, String ad, String date, String code, String agent) {
        return Click.of(OPERATION, """
            {"chat_id":"%s","source_id":"%s","date":"%s","agent_id":"%s","cod_act":"%s","media_type":"image"}""".formatted(chat, json(ad), date, agent, json(code)));
    }

    private static String json(String text) {
        return text.replace("\"", "\\\"");
    }

    private AdsReport report(By by) {
        return report(by, AdSpend.none());
    }

    private AdsReport report(By by, AdSpend spend) {
        return report(by, spend, "");
    }

    private AdsReport report(By by, AdSpend spend, String spender) {
        return new AdsQuery(new Counts(database), Set.of("", "TIMEOUTCHAT"), CODES, spend, TODAY)
                .report(AdsRequest.of(null, null, by, OPERATION, TODAY), spender);
    }

    @Test
    void anAdThatSellsComesFirstWithItsSalesTheirValueAndHowSureThatIs() {
        AdsReport.Line sells = report(By.AD).lines().get(0);

        assertThat(sells.name()).isEqualTo("sells");
        assertThat(List.of(sells.clicks(), sells.chats(), sells.agents(), sells.coded(), sells.won()))
                .containsExactly(12L, 12L, 12L, 5L, 2L);
        assertThat(sells.value()).isEqualByComparingTo(new BigDecimal(200));
        assertThat(sells.codes())
                .containsEntry("VENTA", 2L)
                .containsEntry("No_contesta", 3L)
                .containsEntry("", 7L);
        assertThat(sells.wonShare().low()).isCloseTo(0.047, within(0.001));
        assertThat(sells.wonShare().high()).isCloseTo(0.448, within(0.001));
        assertThat(sells.state()).isEqualTo("ok");
    }

    @Test
    void anAdWithoutCodesAndOneThatFellSilentAreToldApart() {
        List<AdsReport.Line> lines = report(By.AD).lines();

        assertThat(lines)
                .extracting(AdsReport.Line::name, AdsReport.Line::state)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("burns", "no-codes"),
                        org.assertj.core.groups.Tuple.tuple("old", "silent"));
    }

    @Test
    void adsAndAgentsFallSilentHoursAndDaysDoNot() {
        for (By by : List.of(By.HOUR, By.WEEKDAY, By.DAY)) {
            assertThat(report(by).lines())
                    .as(by.key())
                    .extracting(AdsReport.Line::state)
                    .doesNotContain("silent");
        }
    }

    @Test
    void aCodeThatTheFileDoesNotKnowIsShown() {
        assertThat(report(By.AD).codes())
                .filteredOn(code -> !code.known())
                .extracting(AdsReport.Code::code)
                .containsExactly("Llamar_después");
    }

    @Test
    void everyWayToBreakThemDownHasTheSameClicks() {
        for (By by : By.values()) {
            AdsReport report = report(by);
            assertThat(report.lines().stream().mapToLong(AdsReport.Line::clicks).sum())
                    .as(by.key())
                    .isEqualTo(26)
                    .isEqualTo(report.total().clicks());
            assertThat(report.total().chats()).isEqualTo(25);
        }
        assertThat(report(By.WEEKDAY).lines()).extracting(AdsReport.Line::name).containsExactly("monday", "tuesday");
        assertThat(report(By.HOUR).lines()).extracting(AdsReport.Line::name).containsExactly("00", "01", "02", "08");
        assertThat(report(By.DAY).days()).extracting(AdsReport.Day::day).containsExactly("2026-03-02", "2026-03-10");
    }

    @Test
    void figuresAreTheSameBeforeAndAfterDaysAreCounted() {
        AdsReport before = report(By.AD);
        assertThat(new DayCounter(database).count(100)).isEqualTo(2);

        assertThat(report(By.AD)).isEqualTo(before);
    }

    @Test
    void aDayThatChangesAfterItWasCountedIsCountedAgain() {
        new DayCounter(database).count(100);
        read(List.of(click("n3", "burns", "2026-03-10 08:30:00", "VENTA", "9")));

        assertThat(report(By.AD).lines())
                .filteredOn(line -> line.name().equals("burns"))
                .extracting(AdsReport.Line::won, AdsReport.Line::agents)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, 1L));
        assertThat(new DayCounter(database).count(100)).isEqualTo(1);
    }

    @Test
    void aDayThatIsBeingReadIsNotCountedUntilItRests() {
        DayCounter counter = new DayCounter(database);
        assertThat(counter.countSettled(100)).isZero();
        read(List.of(click("n4", "burns", "2026-03-10 08:30:00", "VENTA", "9")));

        assertThat(counter.countSettled(100)).as("the other day").isEqualTo(1);
        assertThat(counter.countSettled(100)).as("the one that changed").isEqualTo(1);
    }

    @Test
    void csvHasARowALineAndNothingThatASpreadsheetRuns() {
        read(List.of(click("f", "=HYPERLINK(\"http://x\")", "2026-03-09 08:30:00", "+1, \"dos\"", "4")));
        String csv = AdsCsv.of(report(By.AD));

        assertThat(csv.lines().findFirst().orElseThrow()).startsWith("ad,label,clicks,chats,agents,coded,won,value");
        assertThat(csv)
                .contains("\"'=HYPERLINK(\"\"http://x\"\")\"")
                .contains("\"code: +1, \"\"dos\"\"\"")
                .contains("\r\nsells,sells,12,12,12,5,2,200,0.1667,0.0470,0.4480,");
    }

    @Test
    void withTheExportOfTheAdsManagerAdsHaveNamesAndASaleHasACost() {
        AdsReport report = report(By.AD, AdsFile.parse("ads.csv", """
                Ad ID,Ad name,Campaign name,Amount spent (COP),Day
                sells,Mother's day,May,120.00,2026-03-09
                sells,Mother's day,May,80.00,2026-03-10
                sells,Mother's day,May,999.00,2025-12-31
                unseen,Nobody clicks,May,50.00,2026-03-10
                """.getBytes(StandardCharsets.UTF_8)));
        AdsReport.Line sells = report.lines().get(0);

        assertThat(sells.label()).isEqualTo("Mother's day");
        assertThat(sells.cost())
                .isEqualTo(new AdsReport.Cost(
                        new BigDecimal("200.00"),
                        new BigDecimal("16.67"),
                        new BigDecimal("40.00"),
                        new BigDecimal("100.00"),
                        new BigDecimal("1.00")));
        assertThat(report.export().withoutEntry()).containsExactly("burns", "old");
        assertThat(report.export().withoutClicks()).containsExactly("unseen");
        assertThat(report.total().cost().spent()).isEqualByComparingTo("250");
        assertThat(report.lines().get(1).cost()).isNull();
    }

    @Test
    void ofOneOperationAmongOthersCountsWhatItsOwnAdsCostAndWhatARowSaysIsItsOwn() {
        AdSpend spend = AdsFile.parse("ads.csv", """
                Ad ID,Amount spent (COP),Day,Operation
                sells,120.00,2026-03-10,bogota
                sells,80.00,2026-03-10,lima
                burns,7.00,2026-03-10,
                elsewhere,1000.00,2026-03-10,
                unseen,50.00,2026-03-10,bogota
                """.getBytes(StandardCharsets.UTF_8));

        AdsReport one = report(By.AD, spend, OPERATION);
        assertThat(one.total().cost().spent()).isEqualByComparingTo("177");
        assertThat(one.lines().get(0).cost().spent()).isEqualByComparingTo("120");
        assertThat(one.export().withoutClicks()).containsExactly("unseen");
        AdsReport all = report(By.AD, spend);
        assertThat(all.total().cost().spent()).isEqualByComparingTo("1257");
        assertThat(all.export().withoutClicks()).containsExactly("elsewhere", "unseen");
    }

    @Test
    void clicksAreTakenTogetherByTheCampaignThatTheExportNames() {
        AdsReport report = report(By.CAMPAIGN, AdsFile.parse("ads.csv", """
                id;campaña;gasto;fecha
                sells;Mayo;1.000,50;10/03/2026
                burns;Mayo;12.000;10/03/2026
                """.getBytes(StandardCharsets.UTF_8)));

        assertThat(report.lines())
                .extracting(
                        AdsReport.Line::name,
                        AdsReport.Line::clicks,
                        line -> line.cost() == null ? null : line.cost().spent().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Mayo", 24L, "13000.50"),
                        org.assertj.core.groups.Tuple.tuple("", 2L, null));
    }
}
