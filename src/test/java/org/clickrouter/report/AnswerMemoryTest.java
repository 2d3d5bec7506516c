package org.clickrouter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
    private static final long RECORDS = 740_000;

    @Test
    void twoHundredAndFiftyMegabytesPassThroughASmallHeap() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnswerMemoryTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said =
                new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).matches(RECORDS + " records, 2\\d{8} bytes, last true");
        assertThat(child.exitValue()).isZero();
    }

    /** Runs in the child. */
    public static void main(String[] args) {
        Answer answer = Answer.read(new SyntheticAnswer(RECORDS), 200, AnswerLimits.defaults(), "default");
        boolean last = false;
        while (answer.hasNext()) {
            last = answer.next().last();
        }
        System.out.println(answer.records() + " records, " + answer.bytes() + " bytes, last " + last);
    }
}
