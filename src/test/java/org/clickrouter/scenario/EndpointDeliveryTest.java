package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.clickrouter.run.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** click-endpoint-sink: any endpoint of Camel as a destination. */
class EndpointDeliveryTest {

    @TempDir
    private Path home;

    private Rig rig;

    @BeforeEach
    void prepare() {
        rig = new Rig(home).set("archive.codes", "VENTA");
    }

    @AfterEach
    void end() {
        rig.close();
    }

    private void destination(String uri) throws IOException {
        rig.destination("archive", "endpoint", "uri", uri);
        rig.firstStep("""
            - choice:
                when:
                  - ref: archive.codes
                    steps:
                      - to:
                          id: to-archive
                          uri: outbox:archive
            """);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Files.createDirectories(home.resolve("archive")))) {
            return files.toList();
        }
    }

    @Test
    void aFileHoldsWhatAWebhookGetsAndAFolderThatCannotBeWrittenIsTriedAgain() throws IOException {
        destination("file:" + home + "/archive?fileName=${header.delivery_id}.json&allowNullBody=false");
        Path blocked = Files.writeString(home.resolve("archive"), "a file where the folder should be");
        Router router = rig.click("chat-1", "VENTA").start();
        eventually(() -> {
            assertThat(rig.received()).containsExactly("chat-1");
            assertThat(Rig.store(router)
                            .deliveries()
                            .to("archive")
                            .pending()
                            .failed()
                            .count())
                    .isOne();
        });
        Files.delete(blocked);

        eventually(() -> assertThat(files()).hasSize(1));
        String id = Rig.store(router).deliveries().to("archive").ids().get(0);
        assertThat(files().get(0)).hasFileName(id + ".json");
        eventually(() -> assertThat(files().get(0))
                .hasContent(rig.webhook.received().get(0).text()));
    }

    @Test
    void onlyOurHeadersReachTheEndpoint() throws IOException {
        destination("direct:sink");
        rig.write("sink.camel.yaml", """
            - from:
                uri: direct:sink
                steps:
                  - setBody:
                      simple: "got ${headers}"
                  - to: "file:%s/archive?fileName=${header.click_id}.txt"
            """.formatted(home));
        Router router = rig.click("chat-1", "VENTA").start();

        eventually(() -> assertThat(files()).hasSize(1));
        String id = Rig.store(router).deliveries().to("archive").ids().get(0);
        String click =
                Rig.store(router).deliveries().to("archive").list().get(0).click();
        eventually(() -> assertThat(files().get(0))
                .hasContent("got {click_id=" + click + ", Content-Type=application/json, delivery_id=" + id
                        + ", operation=default, revision=1}"));
    }

    @Test
    void anEndpointThatHangsIsInterruptedAtItsTimeout() throws IOException {
        BlockingQueue<Thread> stuck = new LinkedBlockingQueue<>();
        destination("bean:hanging");
        rig.write("hanging.camel.yaml", """
            - beans:
                - name: hanging
                  type: %s
            """.formatted(Hanging.class.getName()));
        Hanging.stuck = stuck;
        Router router =
                rig.set("archive.timeout", "300ms").click("chat-1", "VENTA").start();

        eventually(() -> assertThat(Rig.store(router).deliveries().to("archive").failures())
                .containsExactly("TIMED_OUT"));
        // The thread that was interrupted goes on with its work.
        eventually(() -> assertThat(stuck).hasSizeGreaterThan(2));
        assertThat(rig.received()).containsExactly("chat-1");
    }

    @Test
    void everyKindShowsItsPayloadBeforeItIsSent() throws IOException {
        destination("seda:sink");
        for (String kind : List.of("kafka", "jms", "sql")) {
            rig.set(kind + ".codes", "VENTA");
        }
        rig.set("archive.format", "record").settings();
        Path record = Files.writeString(
                home.resolve("record.json"),
                "{\"chat_id\":\"c1\",\"date\":\"2026-11-23 10:00:00\",\"cod_act\":\"VENTA\"}");
        rig.set("kafka.brokers", "127.0.0.1:1")
                .set("jms.url", "tcp://127.0.0.1:1")
                .settings();

        String data =
                "{\"operation\":\"default\",\"revision\":1,\"chat_id\":\"c1\",\"date\":\"2026-11-23 10:00:00\",\"cod_act\":\"VENTA\"}";
        String shown =
                Output.of("route", "--home", home.toString(), record.toString()).text();
        for (String broker : List.of("kafka", "jms")) {
            assertThat(shown).containsPattern("(?m)^" + broker + "\n  message\n(  \\S+: .*\n)+\n  \\Q" + data);
        }
        assertThat(shown)
                .containsPattern("(?m)^archive\n  message\n(  \\S+: .*\n)+\n  \\Q" + Files.readString(record))
                .contains(
                        "sql\n  row\n  operation = default", "webhook\n  POST to webhook.url\n", "ce_type: click.coded")
                .doesNotContain("127.0.0.1:1");
    }

    /** A component without any time-out of its own. */
    public static final class Hanging {
        private static volatile BlockingQueue<Thread> stuck;

        public void hang() throws InterruptedException {
            stuck.add(Thread.currentThread());
            new CountDownLatch(1).await();
        }
    }
}
