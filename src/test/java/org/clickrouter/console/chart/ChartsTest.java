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
    void aCalendarHasASquareWithASignForEachDay() throws Exception {
        List<Calendar.Day> days = IntStream.range(0, 30)
                .mapToObj(i -> new Calendar.Day(LocalDate.of(2026, 3, 1).plusDays(i), "full", "#", HOSTILE))
                .toList();
        Document svg = parsed(Calendar.svg(days, "March"));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(30);
        assertThat(svg.getElementsByTagName("text").item(29).getTextContent()).isEqualTo("#");
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }
}
