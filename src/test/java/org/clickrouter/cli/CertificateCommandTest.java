package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clickrouter.report.Click;
import org.clickrouter.scenario.Output;
import org.clickrouter.store.clicks.ClickStore;
import org.clickrouter.store.clicks.Comparison;
import org.clickrouter.store.clicks.ReportRead;
import org.clickrouter.store.clicks.WindowEnd;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.Lease;
import org.clickrouter.store.progress.Operations;
import org.clickrouter.testing.Home;
import org.clickrouter.testing.SetClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code certificate}: what it states, and that nobody can change a word of it. */
class CertificateCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId ZONE = ZoneId.of("America/Bogota");

    @TempDir
    private Path home;

    @TempDir
    private Path elsewhere;

    private String url;
    private Path file;

    @BeforeEach
    void twoClicksOfADayWithAGap() {
        url = "jdbc:h2:file:" + home.resolve("store").toAbsolutePath();
        file = elsewhere.resolve("march.json");
        new Home(home)
                .with("wolkvox.base-url", "http://127.0.0.1:1")
                .with("wolkvox.token", "t0ken-of-the-test")
                .with("store.url", url)
                .write();
        SetClock clock = new SetClock("2026-03-20T15:00:00Z");
        try (Database database = Database.open(url, "", "", 2)) {
            Operations operations = new Operations(database, clock, "one");
            operations.register("default");
            Lease lease =
                    operations.acquire("default", Duration.ofMinutes(2), true).orElseThrow();
            ClickStore store = new ClickStore(database, operations, clock);
            ReportRead reading = store.begin(lease, java.util.Set.of(""), Duration.ofMinutes(2));
            Comparison comparison = store.compare(reading, List.of(click("7", "VENTA"), click("8", "")), true);
            comparison.changes().forEach(change -> change.deliver("webhook", null, null));
            long from = LocalDate.of(2026, 3, 10).atStartOfDay(ZONE).toEpochSecond();
            store.write(comparison, List.of(), new WindowEnd(from, from + 86_399, from + 86_399, 3600));
            new Gaps(database, operations, clock)
                    .name(
                            lease,
                            List.of(Gaps.Gap.found(
                                    "default", from + 5, from + 5, Gaps.Kind.UNREADABLE, "NEWS", "<b>no answer</b>")),
                            null);
        }
    }

    private static Click click(String chat, String code) {
        return Click.of("default", """
            {"chat_id":"%s","source_id":"120201","date":"2026-03-10 09:30:00","agent_id":"4","cod_act":"%s"}""".formatted(chat, code));
    }

    private Output certificate(String... words) {
        List<String> all = new ArrayList<>(List.of("certificate", "--home", home.toString()));
        all.addAll(List.of(words));
        return Output.of(all.toArray(String[]::new));
    }

    private Output issue() {
        return certificate("--from", "2026-03-10", "--to", "2026-03-11", "--out", file.toString());
    }

    private int verify(String... words) {
        List<String> all = new ArrayList<>(List.of("--verify", file.toString()));
        all.addAll(List.of(words));
        return certificate(all.toArray(String[]::new)).exitCode();
    }

    @Test
    void statesWhatWasReadAndDeliveredInAFileAndOnAPage() throws IOException {
        assertThat(issue()).satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero());
        JsonNode said = JSON.readTree(file.toFile());

        assertThat(said.at("/reading/seconds").asLong()).isEqualTo(2 * 86_400);
        assertThat(said.at("/reading/seconds_read").asLong()).isEqualTo(86_400);
        assertThat(said.at("/reading/stretches/0/from").asText()).isEqualTo("2026-03-10T00:00:00-05:00");
        assertThat(said.at("/reading/gaps/0/from").asText()).isEqualTo("2026-03-10T00:00:05-05:00");
        assertThat(said.at("/days/0/state").asText()).isEqualTo("gap");
        assertThat(said.at("/days/0/clicks").asInt()).isEqualTo(2);
        assertThat(said.at("/days/1/state").asText()).isEqualTo("unread");
        assertThat(said.at("/clicks/records").asInt()).isEqualTo(2);
        assertThat(said.at("/clicks/coded").asInt()).isOne();
        assertThat(said.at("/deliveries/0/destination").asText()).isEqualTo("webhook");
        assertThat(Files.readString(Path.of(file + ".html")))
                .contains(said.at("/clicks/sha256").asText())
                .contains("&lt;b&gt;no answer")
                .doesNotContain("<b>no answer");
        assertThat(said.toString()).doesNotContain("t0ken-of-the-test");
    }

    @Test
    void theHashChangesWithARecordAndNotWithTime() throws IOException {
        issue();
        String first = JSON.readTree(file.toFile()).at("/clicks/sha256").asText();
        file = elsewhere.resolve("again.json");
        issue();
        assertThat(JSON.readTree(file.toFile()).at("/clicks/sha256").asText()).isEqualTo(first);
        try (Database database = Database.open(url, "", "", 2)) {
            org.clickrouter.testing.store.StoreView.of(database).edit().loseClicks("7");
        }
        file = elsewhere.resolve("changed.json");
        issue();
        assertThat(JSON.readTree(file.toFile()).at("/clicks/sha256").asText()).isNotEqualTo(first);
    }

    @Test
    void theKeyIsForItsOwnerAloneAndThePublicKeyIsEnoughToVerify() throws IOException {
        issue();
        Path key = home.resolve("data/certificate.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Path open = Files.writeString(
                elsewhere.resolve("issuer.pem"), certificate("--public-key").text());
        assertThat(Files.readString(open)).doesNotContain("PRIVATE");
        assertThat(verify()).isZero();
        assertThat(verify("--key", open.toString())).isZero();
        JsonNode told =
                JSON.readTree(certificate("--verify", file.toString(), "--json").text());
        assertThat(told.get("valid").asBoolean()).isTrue();
        assertThat(told.get("to").asText()).isEqualTo("2026-03-11");
        assertThat(JSON.readTree(certificate("--public-key", "--json").text())
                        .get("public_key")
                        .asText())
                .isEqualTo(Files.readString(open));

        Path stranger = elsewhere.resolve("stranger.key");
        certificate("--public-key", "--key", stranger.toString());
        assertThat(verify("--key", stranger.toString())).isOne();

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        file = elsewhere.resolve("other.json");
        assertThat(issue())
                .satisfies(o -> assertThat(o.exitCode()).isOne())
                .satisfies(o -> assertThat(o.text()).contains("chmod 600"));
    }

    @Test
    void noFieldCanBeChangedTakenOutOrAdded() throws IOException {
        issue();
        String original = Files.readString(file);
        ObjectNode root = (ObjectNode) JSON.readTree(original);
        List<String> changed = new ArrayList<>();
        tamper(root, root, "", changed);
        assertThat(changed).hasSizeGreaterThan(30);
        for (String other : changed) {
            Files.writeString(file, other);
            assertThat(verify()).as(other).isOne();
        }
        Files.writeString(file, original);
        assertThat(verify()).isZero();
        Path signature = Path.of(file + ".sig");
        Files.writeString(signature, "AAAA" + Files.readString(signature).substring(4));
        assertThat(verify()).isOne();
        Files.writeString(signature, "no Base64 at all!");
        assertThat(verify()).isOne();
        Files.delete(signature);
        assertThat(verify()).isOne();
    }

    /** Every value changed once, and every field left out once. */
    private static void tamper(ObjectNode root, JsonNode at, String path, List<String> changed) {
        if (at instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                if (field.getValue() instanceof ValueNode) {
                    JsonNode was = object.get(field.getKey());
                    object.put(field.getKey(), was.asText() + "1");
                    changed.add(root.toPrettyString());
                    object.set(field.getKey(), was);
                }
                tamper(root, field.getValue(), path + "/" + field.getKey(), changed);
            }
            ObjectNode without = root.deepCopy();
            JsonNode same = path.isEmpty() ? without : without.at(path);
            object.fieldNames().forEachRemaining(name -> {
                ((ObjectNode) same).remove(name);
                changed.add(without.toPrettyString());
                ((ObjectNode) same).set(name, object.get(name));
            });
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                tamper(root, array.get(i), path + "/" + i, changed);
            }
        }
    }

    @Test
    void whatIsAskedForWronglyIsToldWithTheOption() {
        assertThat(certificate("--from", "2026-03-10"))
                .satisfies(o -> assertThat(o.exitCode()).isEqualTo(2))
                .satisfies(o -> assertThat(o.text()).contains("--to"));
        assertThat(certificate("--from", "2026-03-10", "--to", "2026-03-09").exitCode())
                .isEqualTo(2);
        assertThat(certificate("--from", "2026-03-10", "--to", "2026-03-10", "--operation", "lima")
                        .text())
                .contains("lima")
                .contains("default");
        assertThat(verify()).as("no key").isEqualTo(2);
    }
}
