package org.clickrouter.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Charts are well-formed XML, whatever text is in them. */
class ChartsTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'&\u0000\u0008]]>";

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSparklineHasABarForEachValueAndSaysWhatItShows() throws Exception {
        Document svg = parsed(Sparkline.svg(List.of(0, 3, 12, 1), HOSTILE));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(4);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).contains("alert(1)");
        assertThat(parsed(Sparkline.svg(List.of(), "none"))).isNotNull();
    }

    @Test
    void aCalendarHasASquareWithASignForEachDayAndTheMonthAboveThem() throws Exception {
        List<Calendar.Day> days = IntStream.range(0, 30)
                .mapToObj(i -> new Calendar.Day(LocalDate.of(2026, 3, 1).plusDays(i), "full", "#", HOSTILE))
                .toList();
        Document svg = parsed(Calendar.svg(days, "March"));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(30);
        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("2026-03");
        assertThat(svg.getElementsByTagName("text").item(30).getTextContent()).isEqualTo("#");
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void columnsHaveAPartForEachSeriesThatIsThere() throws Exception {
        Document svg = parsed(StackedBars.svg(
                List.of(new StackedBars.Column(HOSTILE, List.of(3L, 0L)), new StackedBars.Column("b", List.of(1L, 2L))),
                List.of(HOSTILE, "lost"),
                List.of("s0", "s1"),
                HOSTILE));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void aHeatMapHasASquareForEachHourAndIsDarkestWhereMostCame() throws Exception {
        Document svg = parsed(HeatMap.svg(
                List.of(new HeatMap.Row(HOSTILE, List.of(0L, 1L, 10L), List.of("a", HOSTILE, "c"))),
                List.of("0", "1", "2"),
                HOSTILE));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(((org.w3c.dom.Element) svg.getElementsByTagName("g").item(0)).getAttribute("class"))
                .isEqualTo("h0");
        assertThat(((org.w3c.dom.Element) svg.getElementsByTagName("g").item(2)).getAttribute("class"))
                .isEqualTo("h5");
    }

    @Test
    void oneHourOfManyClicksHidesNotTheDifferencesBetweenTheOthers() throws Exception {
        Document svg = parsed(HeatMap.svg(
                List.of(new HeatMap.Row("Monday", List.of(1L, 4L, 8L, 5000L), List.of("a", "b", "c", "d"))),
                List.of("0", "1", "2", "3"),
                "x"));

        assertThat(IntStream.range(0, 4)
                        .mapToObj(i -> ((org.w3c.dom.Element)
                                        svg.getElementsByTagName("g").item(i))
                                .getAttribute("class")))
                .doesNotHaveDuplicates();
    }

    @Test
    void columnsTellHowMuchTheHighestIs() throws Exception {
        Document svg = parsed(StackedBars.svg(
                List.of(new StackedBars.Column("a", List.of(3L, 40L)), new StackedBars.Column("b", List.of(1L, 2L))),
                List.of("won", "lost"),
                List.of("s0", "s1"),
                "x"));

        assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("43");
    }

    @Test
    void barsSayTheirValuesAlsoWhereThereAreNone() throws Exception {
        Document svg = parsed(Bars.svg(List.of(new Bars.Bar(HOSTILE, 0, "0"), new Bars.Bar("b", 2, "2 COP")), "x"));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("text").item(3).getTextContent()).isEqualTo("2 COP");
    }

    @Test
    void flowsHaveABandForEachWayAndANameForEachEnd() throws Exception {
        Document svg = parsed(Flows.svg(
                List.of(
                        new Flows.Flow("VENTA", "crm", 900, "sent", "900"),
                        new Flows.Flow("VENTA", "sql", 30, "sent", "30"),
                        new Flows.Flow(HOSTILE.repeat(200), "nowhere", 1, "nowhere", HOSTILE)),
                HOSTILE));

        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(3);
        assertThat(svg.getElementsByTagName("text").getLength()).isEqualTo(5);
        assertThat(svg.getElementsByTagName("text").item(1).getTextContent()).hasSizeLessThan(60);
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }
}
