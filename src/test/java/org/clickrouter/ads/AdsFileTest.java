package org.clickrouter.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(spend.spent("120263352633696065", FIRST, LAST)).isEqualByComparingTo("1234.50");
    }

    @Test
    void aByteOrderMarkQuotesAndLineBreaksInCellsChangeNothing() {
        AdSpend spend = parse(
                "\uFEFF\"Ad ID\",\"Ad name\",\"Amount spent (USD)\"\n\"1\",\"He said \"\"buy\"\",\nnow\",\"2.5\"\n");

        assertThat(spend.ad("1").orElseThrow().name()).isEqualTo("He said \"buy\",\nnow");
        assertThat(spend.undated()).isTrue();
        assertThat(spend.spent("1", FIRST, LAST)).isEqualByComparingTo("2.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12.000|7,5|12000", "12,000|7.5|12000", "1.234.567|1|1234567", "$ 1'200|1|1200", "12.5|1|12.5"})
    void whatASeparatorMeansIsToldByTheOtherAmounts(String amount, String other, String value) {
        AdSpend spend = parse("id\tspend\n1\t" + amount + "\n2\t" + other + "\n");

        assertThat(spend.spent("1", FIRST, LAST)).isEqualByComparingTo(value);
    }

    @Test
    void anAmountOverSeveralDaysCountsByTheDaysThatAreAskedFor() {
        AdSpend spend = parse("Ad ID,Amount spent,Reporting starts,Reporting ends\n1,100,2026-03-01,2026-03-10\n");

        assertThat(spend.spent("1", LocalDate.of(2026, 3, 9), LAST)).isEqualByComparingTo("20");
        assertThat(spend.spent("1", LocalDate.of(2026, 3, 11), LAST)).isEqualByComparingTo("0");
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
                        "ads.csv:4: has no id of an ad (a row of totals?)",
                        "ads.csv:5: spent = mucho: is no amount",
                        "ads.csv:6: day = yesterday: is no day such as 2026-11-27 or 27/11/2026");
        assertThat(spend.spent("1", FIRST, LAST)).isEqualByComparingTo("10");
    }

    @Test
    void aFileWithoutIdsSaysWhichColumnIsMissing() {
        assertThatThrownBy(() -> parse("Ad name,Amount spent\nOne,1\n"))
                .hasMessageStartingWith("ads.csv:1: no column is named Ad ID");
    }
}
