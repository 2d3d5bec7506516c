package org.clickrouter.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.clickrouter.settings.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ads.csv as ads managers, spreadsheets and people write it. */
class AdsFileTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);

    private static AdSpend parse(String text, Charset charset) {
        return AdsFile.parse("ads.csv", text.getBytes(charset));
    }

    private static AdSpend parse(String text) {
        return parse(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16", "windows-1252"})
    void spanishHeadingsAndAccentsAreUnderstoodInEachCharset(String charset) {
        AdSpend spend = parse(
                "Identificador del anuncio;Nombre del anuncio;Nombre de la campaña;Importe gastado (COP);Día\r\n"
                        + "120263352633696065;Día de la Madre;Crédito fácil;\"1.234,50\";10/03/2026\r\n",
                Charset.forName(charset));

        assertThat(spend.problems()).isEmpty();
        assertThat(spend.ad("120263352633696065"))
                .contains(new AdSpend.Ad("120263352633696065", "Día de la Madre", "Crédito fácil", ""));
        assertThat(spend.currency()).isEqualTo("COP");
        assertThat(spend.spent("120263352633696065", "", FIRST, LAST)).isEqualByComparingTo("1234.50");
    }

    @Test
    void aByteOrderMarkQuotesAndLineBreaksInCellsChangeNothing() {
        AdSpend spend = parse(
                "\uFEFF\"Ad ID\",\"Ad name\",\"Amount spent (USD)\"\n\"1\",\"He said \"\"buy\"\",\nnow\",\"2.5\"\n");

        assertThat(spend.ad("1").orElseThrow().name()).isEqualTo("He said \"buy\",\nnow");
        assertThat(spend.undated()).isTrue();
        assertThat(spend.spent("1", "", FIRST, LAST)).isEqualByComparingTo("2.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12.000|7,5|12000", "12,000|7.5|12000", "1.234.567|1|1234567", "$ 1'200|1|1200", "12.5|1|12.5"})
    void whatASeparatorMeansIsToldByTheOtherAmounts(String amount, String other, String value) {
        AdSpend spend = parse("id\tspend\n1\t" + amount + "\n2\t" + other + "\n");

        assertThat(spend.spent("1", "", FIRST, LAST)).isEqualByComparingTo(value);
    }

    @Test
    void anAmountOverSeveralDaysCountsByTheDaysThatAreAskedFor() {
        AdSpend spend = parse("Ad ID,Amount spent,Reporting starts,Reporting ends\n1,100,2026-03-01,2026-03-10\n");

        assertThat(spend.spent("1", "", LocalDate.of(2026, 3, 9), LAST)).isEqualByComparingTo("20");
        assertThat(spend.spent("1", "", LocalDate.of(2026, 3, 11), LAST)).isEqualByComparingTo("0");
    }

    @Test
    void aRowThatIsNotUnderstoodIsListedWithItsLineAndTheOthersCount() {
        AdSpend spend = parse("""
                Ad ID,Ad name,Amount spent,Day
                1,One,10.00,2026-03-01
                1.20263E+17,Two,10.00,2026-03-01
                ,Results of 2 ads,20.00,
                3,Three,mucho,2026-03-01
                4,Four,10.00,yesterday
                """);

        assertThat(spend.problems())
                .containsExactly(
                        "ads.csv:3: the id 1.20263E+17 was rounded by a spreadsheet; export again and do not save it there",
                        "ads.csv:5: spent = mucho: is no amount",
                        "ads.csv:6: day = yesterday: is no day such as 2026-11-27 or 27/11/2026",
                        "ads.csv:4: has no id of an ad (a row of totals? It says 20.00, and the rows that were"
                                + " understood have 10.00)");
        assertThat(spend.spent("1", "", FIRST, LAST)).isEqualByComparingTo("10");
    }

    @Test
    void aRowOfTotalsThatFitsIsNoMistakeAndOneThatDoesNotIsTold() {
        String rows = "Ad ID;Nombre;Importe gastado (COP)\n1;Uno;1.000,50\n2;Dos;2.000,00\n";

        assertThat(parse(rows + ";Resultados de 2 anuncios;3.000,50\n").problems())
                .isEmpty();
        assertThat(parse(rows + "Total;;3.000,50\n").problems()).isEmpty();
        assertThat(parse(rows + ";Resultados de 3 anuncios;9.000,50\n").problems())
                .containsExactly(
                        "ads.csv:4: has no id of an ad (a row of totals? It says 9000.50, and the rows that were"
                                + " understood have 3000.50)");
    }

    @Test
    void aRowThatIsThereTwiceCountsOnceAndDaysThatOverlapAreTold() {
        AdSpend spend = parse("""
                Ad ID,Age,Amount spent,Reporting starts,Reporting ends
                1,18-24,10.00,2026-03-01,2026-03-01
                1,25-34,10.00,2026-03-01,2026-03-01
                1,18-24,10.00,2026-03-01,2026-03-01
                2,18-24,10.00,2026-03-01,2026-03-31
                2,18-24,5.00,2026-03-02,2026-03-02
                """);

        assertThat(spend.spent("1", "", FIRST, LAST)).isEqualByComparingTo("20");
        assertThat(spend.problems())
                .containsExactly(
                        "ads.csv:4: is the same as line 2, and counts once",
                        "ads.csv:6: its days are among those of line 5, of the same ad; both count");
    }

    @Test
    void aHeadingMayStandBelowATitleAndTheSeparatorBeToldByExcel() {
        AdSpend excel = parse("sep=;\r\nAd ID;Ad name, long, with commas;Amount spent (USD)\r\n1;One;2,50\r\n");
        AdSpend titled =
                parse("Informe de marzo, cuenta 7\n\nAd ID;Ad name;Amount spent (USD)\n1;One;2,50\nx;y;mucho\n");

        assertThat(excel.spent("1", "", FIRST, LAST)).isEqualByComparingTo("2.50");
        assertThat(excel.problems()).isEmpty();
        assertThat(titled.spent("1", "", FIRST, LAST)).isEqualByComparingTo("2.50");
        assertThat(titled.problems()).containsExactly("ads.csv:5: spent = mucho: is no amount");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120.000|120000",
                "120,000|120000",
                "0.125|0.125",
                "S/ 120.50|120.50",
                "R$ 1.200,50|1200.50",
                "US$120.50|120.50",
                "Gs. 1.200.000|1200000",
                "120,50 €|120.50",
                "COP 12.000,00|12000"
            })
    void anAmountOfAnyCurrencyIsUnderstoodAndThreeDigitsAreThousandsWhereNothingTells(String amount, String value) {
        AdSpend spend = parse("id\tspend\n1\t" + amount + "\n2\t-\n");

        assertThat(spend.problems()).isEmpty();
        assertThat(spend.spent("1", "", FIRST, LAST)).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource({"12.5k", "12 mil", "1.2.3,4", "-5"})
    void whatIsNoAmountIsToldAndNeverGuessed(String amount) {
        assertThat(parse("id\tspend\n1\t" + amount + "\n").problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:120263352633696065",
                "120263352633696065.0",
                "120.263.352.633.696.065",
                "=\"120263352633696065\"",
                "'120263352633696065"
            })
    void anIdIsFoundInWhatAManagerOrASpreadsheetMakesOfIt(String id) {
        assertThat(parse("id\tspend\n" + id + "\t1\n").ids()).containsExactly("120263352633696065");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-09 00:00:00",
        "2026-03-09T00:00:00Z",
        "9/3/2026 0:00",
        "09-mar-26",
        "9 de marzo de 2026",
        "'Mar 9, 2026'"
    })
    void aDayIsUnderstoodAsSpreadsheetsWriteIt(String day) {
        AdSpend spend = parse("id\tspend\tday\n1\t7\t" + day + "\n");

        assertThat(spend.problems()).isEmpty();
        LocalDate march = LocalDate.of(2026, 3, 9);
        assertThat(spend.spent("1", "", march, march)).isEqualByComparingTo("7");
    }

    @Test
    void aQuoteThatIsNeverClosedAndDaysTheWrongWayRoundAreTold() {
        assertThat(parse("id,name,spend\n1,\"One,1\n2,Two,2\n").problems())
                .contains("ads.csv:2: a quote (\") is opened and never closed: what follows it was not read");
        assertThat(parse("id,spend,reporting starts,reporting ends\n1,5,2026-03-09,2026-03-01\n")
                        .problems())
                .containsExactly("ads.csv:2: its last day 2026-03-01 is before its first 2026-03-09");
    }

    @Test
    void namesAreReadAgainOnceTheFileHasChanged(@TempDir Path home) throws Exception {
        AdsExport export = new AdsExport(new Given(home).file(Given.ACCESS).load());
        assertThat(export.name("7")).isEqualTo("7");

        Files.writeString(home.resolve("ads.csv"), "id,name\n7,Seven\n");
        assertThat(export.name(" 7")).isEqualTo("Seven");
        assertThat(export.read()).isSameAs(export.read());
        Files.writeString(home.resolve("ads.csv"), "no ids, at all\n");
        assertThat(export.name("7")).isEqualTo("7");
        Files.writeString(home.resolve("ads.csv"), "id,name\n7,Seven again\n");
        assertThat(export.name("7")).isEqualTo("Seven again");
    }

    @Test
    void anOperationThatThereIsNotIsToldSinceItsAmountsCountForNone(@TempDir Path home) throws Exception {
        AdsExport export = new AdsExport(new Given(home).file(Given.ACCESS).load());
        Files.writeString(home.resolve("ads.csv"), "id;gasto;operación\n7;1;default\n8;2;lima\n");

        assertThat(export.read().problems())
                .containsExactly("ads.csv:3: operation = lima: there is none of this name; there are default");
    }

    @Test
    void aFileWithoutIdsSaysWhichColumnIsMissing() {
        assertThatThrownBy(() -> parse("Ad name,Amount spent\nOne,1\n"))
                .hasMessageStartingWith("ads.csv:1: no column is named Ad ID");
    }
}
