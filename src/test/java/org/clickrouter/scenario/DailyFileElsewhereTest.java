package org.clickrouter.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clickrouter.run.Router;
import org.clickrouter.testing.S3StandIn;
import org.clickrouter.testing.SftpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file a day on a real SFTP server and in a bucket: the recipes, with the settings of
 * docs/destinations/daily-file.md.
 */
class DailyFileElsewhereTest {

    private static final String HEAD = "date,cod_act,chat_id,source_id,source_url,agent_id";

    @TempDir
    private Path home;

    private Rig rig;
    private SftpServer sftp;
    private S3StandIn s3;

    @BeforeEach
    void prepare() throws IOException {
        rig = new Rig(home)
                .set("webhook.codes", "")
                .set("retry.schedule", "50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms,50ms");
        sftp = new SftpServer(home);
        s3 = new S3StandIn();
    }

    @AfterEach
    void end() {
        rig.close();
        sftp.close();
        s3.close();
    }

    private void toSftp() throws IOException {
        rig.set("daily-sftp.host", sftp.address())
                .set("daily-sftp.folder", "in/clicks")
                .set("daily-sftp.user", SftpServer.USER)
                .set("daily-sftp.password", SftpServer.PASSWORD)
                .set("daily-sftp.known-hosts", sftp.knownHosts().toString())
                .set("daily-sftp.codes", "VENTA, =1+1");
        // A day that is over soon.
        rig.recipe("daily-sftp", "at: \"00:00\"", "every: 1s");
        rig.firstStep("- to: direct:daily-sftp\n");
    }

    private void toS3() throws IOException {
        rig.set("daily-s3.bucket", "clicks-of-a-company")
                .set("daily-s3.region", S3StandIn.REGION)
                .set("daily-s3.access-key", S3StandIn.ACCESS_KEY)
                .set("daily-s3.secret-key", S3StandIn.SECRET_KEY)
                .set("daily-s3.format", "record");
        rig.recipe(
                "daily-s3",
                "at: \"00:00\"",
                "every: 1s",
                "lazyStartProducer: true",
                "lazyStartProducer: true\n              overrideEndpoint: true\n              uriEndpointOverride: "
                        + s3.url() + "\n              forcePathStyle: true");
        rig.firstStep("- to: outbox:daily-s3\n");
    }

    private List<String> lines() {
        return sftp.files().stream()
                .flatMap(file -> {
                    try {
                        return Files.readAllLines(file).stream();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .filter(line -> !line.equals(HEAD))
                .sorted()
                .toList();
    }

    private static void allDone(Router router, int count) {
        eventually(
                () -> assertThat(Rig.store(router).deliveries().done().count()).isEqualTo(count));
    }

    @Test
    void eachClickStandsOnceInTheFilesOnTheServerThroughABrokenUploadAndALostMark() throws Exception {
        toSftp();
        sftp.breakUploads(1);
        Router router = rig.clicks("chat-", 20, "VENTA").click("-2+3", "=1+1").start();

        allDone(router, 21);
        List<Path> files = sftp.files();
        assertThat(files)
                .allSatisfy(file -> assertThat(file.toString())
                        .matches(".*/sftp/in/clicks/clicks-\\d{4}-\\d\\d-\\d\\d-[0-9a-f]{32}\\.csv"));
        List<String> lines = lines();
        assertThat(lines).hasSize(21).doesNotHaveDuplicates().anyMatch(line -> line.contains(",\"'=1+1\",\"'-2+3\","));
        assertThat(Rig.store(router).attempts().list())
                .as("the upload that was broken off")
                .filteredOn(attempt -> attempt.error() != null)
                .isNotEmpty();

        // As a killed process leaves it: written, and the store does not know.
        Rig.store(router).edit().forgetMarks("daily-sftp");

        allDone(router, 21);
        assertThat(sftp.files()).isEqualTo(files);
        assertThat(lines()).isEqualTo(lines);
    }

    @Test
    void itsExampleIsWhatTheRecipeSaysWithTheSettingsOfThePage() throws Exception {
        String page = Files.readString(Path.of("docs/destinations/daily-file.md"));
        Matcher settings = Pattern.compile("(?m)^(daily-[\\w.-]+)=(.*)$").matcher(page);
        while (settings.find()) {
            rig.set(settings.group(1), settings.group(2));
        }
        rig.recipe("daily-sftp");
        rig.recipe("daily-s3");
        rig.firstStep("- to: direct:daily-sftp\n- to: outbox:daily-s3\n");
        Files.copy(Path.of("routes/recipes/daily-sftp.examples.yaml"), home.resolve("routes/daily-sftp.examples.yaml"));
        Files.writeString(
                home.resolve("routes/daily-sftp.examples.yaml"),
                Files.readString(home.resolve("routes/daily-sftp.examples.yaml"))
                        .replace("[daily-sftp]", "[daily-sftp, daily-s3]")
                        .replaceFirst("payload: (.*)", "payloads: {daily-sftp: $1}"));
        // Those of the shipped rules know of no step before them.
        Files.delete(home.resolve("routes/routing.examples.yaml"));
        rig.settings();

        assertThat(Output.of("check", "--home", home.toString())).satisfies(said -> {
            assertThat(said.text()).contains("examples of routes/: 1 of 1 passed");
            assertThat(said.exitCode()).isZero();
        });
    }

    @Test
    void aWrongPasswordIsALogInThatIsRefusedAndIsShownNowhere() throws Exception {
        toSftp();
        String wrong = "not+the&right%one";
        Router router =
                rig.set("daily-sftp.password", wrong).click("a", "VENTA").start();

        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).containsExactly("UNAUTHORIZED"));
        assertThat(Rig.store(router).deliveries().errors().toString()).doesNotContain("right", SftpServer.PASSWORD);
        assertThat(sftp.files()).isEmpty();
    }

    @Test
    void aServerWithAnotherKeyIsNotTalkedTo() throws Exception {
        toSftp();
        Path other = home.resolve("other");
        try (SftpServer elsewhere = new SftpServer(other)) {
            Files.writeString(
                    sftp.knownHosts(),
                    Files.readString(elsewhere.knownHosts())
                            .replace(
                                    elsewhere.address().replace("127.0.0.1:", ":"),
                                    sftp.address().replace("127.0.0.1:", ":")));
        }
        Router router = rig.click("a", "VENTA").start();

        eventually(() -> assertThat(Rig.store(router).deliveries().errors())
                .anyMatch(error -> String.valueOf(error).contains("HostKey")));
        assertThat(sftp.files()).isEmpty();
    }

    @Test
    void aBucketThatIsAwayAtTheStartKeepsNothingFromStarting() throws Exception {
        toS3();
        s3.close();
        Router router = rig.click("a", "VENTA").start();

        eventually(() -> assertThat(Rig.store(router).deliveries().failures()).containsExactly("UNREACHABLE"));
    }

    @Test
    void eachClickStandsOnceInTheObjectsOfABucketThroughRefusalsAndALostMark() throws Exception {
        toS3();
        s3.refuse("403 AccessDenied", "503 SlowDown");
        Router router = rig.clicks("chat-", 20, "VENTA").start();

        allDone(router, 20);
        assertThat(Rig.store(router).attempts().list())
                .extracting(attempt -> String.valueOf(attempt.error()))
                .anyMatch(error -> error.contains("answered 403"))
                .noneMatch(error -> error.contains(S3StandIn.SECRET_KEY));
        var objects = s3.objects();
        int puts = s3.puts().size();
        assertThat(objects.keySet())
                .allMatch(
                        path -> path.matches("/clicks-of-a-company/clicks/\\d{4}-\\d\\d-\\d\\d/[0-9a-f]{32}\\.ndjson"));
        assertThat(objects.values().stream().flatMap(String::lines).toList())
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allSatisfy(line ->
                        assertThat(line).startsWith("{\"delivery_id\":\"msg_").endsWith("}"));

        Rig.store(router).edit().forgetMarks("daily-s3");

        allDone(router, 20);
        assertThat(s3.puts()).hasSizeGreaterThan(puts);
        assertThat(s3.objects()).isEqualTo(objects);
    }
}
