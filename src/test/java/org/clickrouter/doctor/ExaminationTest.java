package org.clickrouter.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Sign;
import org.clickrouter.doctor.finding.Topic;
import org.junit.jupiter.api.Test;

/** Checks run beside one another, and none keeps the others waiting. */
class ExaminationTest {

    private interface Look {
        void at(Consumer<Finding> say) throws Exception;
    }

    private static Check check(Topic topic, Look look) {
        return new Check() {
            @Override
            public Topic topic() {
                return topic;
            }

            @Override
            public void look(Consumer<Finding> say) throws Exception {
                look.at(say);
            }
        };
    }

    private static List<Finding> examine(Duration patience, Check... checks) throws InterruptedException {
        return new Examination(patience, text -> text.replace("s3cret", "***")).of(List.of(checks));
    }

    @Test
    void whatNeverEndsIsToldAndWhatItSaidBeforeCounts() throws Exception {
        CountDownLatch after = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        List<Finding> findings = examine(Duration.ofMillis(300), check(Topic.WOLKVOX_REPORT, say -> {
            say.accept(Finding.good(Topic.WOLKVOX_DNS, "", "named"));
            try {
                after.await();
                end.complete("by itself");
            } catch (InterruptedException e) {
                end.complete("interrupted, which closes H2's file");
            }
        }));
        after.countDown();

        assertThat(findings).extracting(Finding::topic).containsExactly(Topic.WOLKVOX_DNS, Topic.WOLKVOX_REPORT);
        assertThat(findings.get(1).sign()).isEqualTo(Sign.BAD);
        assertThat(findings.get(1).text()).contains("did not come to an end within 300ms");
        assertThat(end.get()).isEqualTo("by itself");
    }

    @Test
    void eachWaitsForNoOther() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Look meets = say -> {
            both.countDown();
            both.await();
            say.accept(Finding.good(Topic.STORE_OPEN, "", "met"));
        };

        assertThat(examine(Duration.ofMinutes(5), check(Topic.STORE_OPEN, meets), check(Topic.MACHINE_JAVA, meets)))
                .extracting(Finding::text)
                .containsExactly("met");
    }

    @Test
    void aCheckThatFailsIsBadAndNoSecretIsSaid() throws Exception {
        List<Finding> findings = examine(Duration.ofMinutes(5), check(Topic.MACHINE_PORT, say -> {
            throw new IllegalStateException("refused with s3cret");
        }));

        assertThat(findings)
                .singleElement()
                .satisfies(f -> assertThat(f.sign()).isEqualTo(Sign.BAD))
                .satisfies(f -> assertThat(f.text()).isEqualTo("refused with ***"));
    }
}
