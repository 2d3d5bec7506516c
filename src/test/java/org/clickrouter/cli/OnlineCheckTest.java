package org.clickrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.clickrouter.scenario.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.clickrouter.run.Router;
import org.clickrouter.scenario.Output;
import org.clickrouter.scenario.Rig;
import org.clickrouter.simulate.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --online}, and what `status` says of a zone that does not fit. */
class OnlineCheckTest {

    @TempDir
    private Path home;

    private Output check() {
        return Output.of("check", "--online", "--home", home.toString());
    }

    private static void clicks(Rig rig, int count, int minutesApart) {
        LocalDateTime now = LocalDateTime.now(rig.api.options().zone()).minusMinutes(1);
        for (int i = 0; i < count; i++) {
            Map<String, Object> record = rig.record("c" + i, "");
            record.put(
                    "date",
                    DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                            .format(now.minusMinutes((long) i * minutesApart)));
            rig.api.put(record);
        }
    }

    @Test
    void oneCallTellsWhetherTheTokenAndTheZoneFit() {
        try (Rig rig = new Rig(home)) {
            clicks(rig, 50, 10);
            rig.settings();
            assertThat(check())
                    .satisfies(o -> assertThat(o.exitCode()).as(o.text()).isZero())
                    .satisfies(o -> assertThat(o.text()).contains("the API answers, with 50 clicks of the last day"));
            assertThat(rig.api.calls()).hasSize(1);
            assertThat(home.resolve("store.mv.db")).doesNotExist();

            rig.set("wolkvox.time-zone", "America/Mexico_City").settings();
            assertThat(check())
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(1))
                    .satisfies(o ->
                            assertThat(o.text()).contains("ahead of now", "wolkvox.time-zone = America/Mexico_City"));
            rig.set("wolkvox.time-zone", "Europe/Madrid").settings();
            assertThat(check())
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(1))
                    .satisfies(o -> assertThat(o.text())
                            .contains("no click is younger than", "wolkvox.time-zone = Europe/Madrid"));

            rig.set("wolkvox.time-zone", "America/Bogota")
                    .set("wolkvox.token", "another-token")
                    .settings();
            assertThat(check())
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(1))
                    .satisfies(
                            o -> assertThat(o.text()).contains("REFUSED_TOKEN").doesNotContain("another-token"));
        }
    }

    @Test
    void checkPrintsForProgramsWhatItPrintsForPeople() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.set("erp.url", "x").settings();
            Output good = Output.of("check", "--json", "--home", home.toString());
            JsonNode view = new ObjectMapper().readTree(good.text());
            assertThat(good.exitCode()).as(good.text()).isZero();
            assertThat(view.get("well").asBoolean()).isTrue();
            assertThat(view.at("/problems/0/key").asText()).isEqualTo("erp.url");
            assertThat(view.at("/problems/0/severity").asText()).isEqualTo("warning");
            assertThat(view.at("/operations/default/limit").asInt()).isPositive();

            Files.writeString(
                    home.resolve("application.properties"), "\nwebhook.max-in-flight=0\n", StandardOpenOption.APPEND);
            Output bad = Output.of("check", "--json", "--home", home.toString());
            assertThat(bad.exitCode()).isEqualTo(2);
            assertThat(new ObjectMapper().readTree(bad.text()).at("/well").asBoolean(true))
                    .isFalse();
            assertThat(bad.text()).contains("\"severity\" : \"error\"", "webhook.max-in-flight");
        }
    }

    @Test
    void aMistakeInAFileIsAFindingWithItsPlace() throws Exception {
        try (Rig rig = new Rig(home)) {
            rig.settings();
            rig.write(
                    "routing.camel.yaml", rig.routeFile("routing.camel.yaml").replace("outbox:email", "outbox:emial"));

            Output bad = Output.of("check", "--json", "--home", home.toString());

            assertThat(bad.exitCode()).isEqualTo(2);
            JsonNode problem = new ObjectMapper().readTree(bad.text()).at("/problems/0");
            assertThat(problem.get("severity").asText()).isEqualTo("error");
            assertThat(problem.get("origin").asText()).matches(".*routes/routing.camel.yaml:\\d+");
            assertThat(problem.get("rule").asText()).contains("outbox:emial", "did you mean email?");
        }
    }

    @Test
    void theCallIsCountedWhereThereIsAStoreAndAServerInTroubleIsTold() {
        try (Rig rig = new Rig(home).set("poll.period", "1h").set("poll.re-read", "")) {
            Router router = rig.start();
            eventually(
                    () -> assertThat(router.stores().operations.state("default").progressSecond())
                            .isNotNull());
            int used = router.stores().quota.used("default", ZoneId.of("America/Bogota"));
            rig.api.fault(Fault.of(Fault.Kind.HTML_500));
            assertThat(check())
                    .satisfies(o -> assertThat(o.exitCode()).isEqualTo(1))
                    .satisfies(o -> assertThat(o.text()).contains("SERVER_TROUBLE"));
            assertThat(router.stores().quota.used("default", ZoneId.of("America/Bogota")))
                    .isEqualTo(used + 1);
        }
    }

    @Test
    void statusNoticesThatEachClickIsFoundHoursAfterItWasMade() {
        try (Rig rig = new Rig(home)) {
            Router router = rig.clicks("c", 30, "").click("first", "").start();
            eventually(() -> assertThat(Rig.store(router).clicks().count()).isEqualTo(31));
            eventually(() -> assertThat(
                            Output.of("status", "--home", home.toString()).exitCode())
                    .isZero());
            long now = System.currentTimeMillis();
            Rig.store(router).edit().clicksAreOf(now - 7 * 3_600_000, now - 3_600_000);
            Rig.store(router).edit().firstSeen("first", now - 2 * 3_600_000);

            assertThat(Output.of("status", "--home", home.toString()).text())
                    .contains("! operation default: no click is younger than 6h", "wolkvox.time-zone");
        }
    }
}
