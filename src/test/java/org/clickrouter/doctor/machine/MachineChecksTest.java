package org.clickrouter.doctor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clickrouter.doctor.Doctor;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Sign;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.settings.SecretFiles;
import org.clickrouter.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} sees of this machine. */
class MachineChecksTest {

    private static final long MB = 1024 * 1024;

    @TempDir
    private Path home;

    private static Finding one(Check check) throws Exception {
        List<Finding> said = new ArrayList<>();
        check.look(said::add);
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    @Test
    void aFullDiskAndOneThatSoonWillBeAreTold() throws Exception {
        Optional<Path> later = Optional.of(home.resolve("data/not/yet"));
        Finding full = one(new DiskCheck(later, Long.MAX_VALUE, Long.MAX_VALUE));
        assertThat(full.sign()).isEqualTo(Sign.BAD);
        assertThat(full.text()).contains("the disk is full", home.toString());
        assertThat(full.remedy()).contains("store.keep");
        assertThat(one(new DiskCheck(later, 0, Long.MAX_VALUE)).sign()).isEqualTo(Sign.WARNING);
        assertThat(one(new DiskCheck(later, 0, 0)).sign()).isEqualTo(Sign.GOOD);
    }

    @Test
    void theDiskOfThisMachineDoesNotMatterToAStoreElsewhere() throws Exception {
        Settings settings = Settings.load(
                home,
                Map.of("STORE_URL", "jdbc:postgresql://postgres/clicks"),
                new java.util.Properties(),
                Map.of("wolkvox.server", "0012", "wolkvox.token", "abc12345"));

        assertThat(new Doctor(settings, Clock.systemUTC(), true, Topic.MACHINE_DISK::equals).examine())
                .singleElement()
                .satisfies(f -> assertThat(f.sign()).isEqualTo(Sign.GOOD))
                .satisfies(f -> assertThat(f.text()).isEqualTo("the store lies in no file of this machine"));
    }

    @Test
    void aHeapLargerThanTheContainerIsTold() throws Exception {
        assertThat(one(new MemoryCheck(512 * MB, 512 * MB)))
                .satisfies(f -> assertThat(f.sign()).isEqualTo(Sign.WARNING))
                .satisfies(f -> assertThat(f.remedy()).contains("-Xmx", "362m"));
        assertThat(one(new MemoryCheck(512 * MB, 1024 * MB)).sign()).isEqualTo(Sign.GOOD);
        assertThat(one(new MemoryCheck(64 * MB, 1024 * MB)).sign()).isEqualTo(Sign.BAD);
    }

    @Test
    void aSettingsFileWithASecretThatAllCanReadIsTold() throws Exception {
        assumeTrue(Files.getFileStore(home).supportsFileAttributeView("posix"), "no modes of files here");
        Path file = Files.writeString(home.resolve("application.properties"), "wolkvox.token=abc12345\n");
        Settings settings = Settings.load(home, Map.of(), new java.util.Properties(), Map.of());
        assertThat(SecretFiles.of(settings)).containsExactly(file);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(one(new SecretFilesCheck(SecretFiles.of(settings))))
                .satisfies(f -> assertThat(f.sign()).isEqualTo(Sign.WARNING))
                .satisfies(f -> assertThat(f.remedy()).isEqualTo("chmod o-rwx " + file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(one(new SecretFilesCheck(SecretFiles.of(settings))).sign()).isEqualTo(Sign.GOOD);
    }

    @Test
    void aSecretInAFileOfItsOwnIsLookedAtAndASettingsFileWithoutOneIsNot() throws Exception {
        Path token = Files.writeString(home.resolve("token"), "abc12345");
        Path key = Files.writeString(home.resolve("account.json"), "{}");
        Files.writeString(
                home.resolve("application.properties"),
                "wolkvox.token.file=token\nwolkvox.server=0012\nemail.oauth2.key-file=account.json\n");

        assertThat(SecretFiles.of(Settings.load(home, Map.of(), new java.util.Properties(), Map.of())))
                .containsExactlyInAnyOrder(token, key);
    }

    @Test
    void aPortThatAnotherProgramHasIsToldAndOursIsNot() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = other.getLocalPort();
            Thread closing = new Thread(() -> {
                try {
                    other.accept().close();
                } catch (java.io.IOException end) {
                    return;
                }
            });
            closing.start();
            assertThat(one(new PortCheck("127.0.0.1", port)).sign()).isEqualTo(Sign.BAD);
        }
        HttpServer ours = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        ours.createContext("/observe/health/live", exchange -> {
            byte[] body = "{\"status\":\"UP\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        ours.start();
        try {
            assertThat(one(new PortCheck("127.0.0.1", ours.getAddress().getPort()))
                            .text())
                    .contains("is served by a Click Router that runs");
        } finally {
            ours.stop(0);
        }
    }

    @Test
    void aJavaThatIsTooOldForTheZoneIsTold() throws Exception {
        Settings settings = Settings.of(home, Map.of("wolkvox.time-zone", "America/Asuncion"), "test");
        assertThat(one(new ZoneDataCheck(settings, "2024a")))
                .satisfies(f -> assertThat(f.sign()).isEqualTo(Sign.WARNING))
                .satisfies(f -> assertThat(f.text()).contains("America/Asuncion", "2025a"));
        assertThat(one(new ZoneDataCheck(settings, "2025b")).sign()).isEqualTo(Sign.GOOD);
    }
}
