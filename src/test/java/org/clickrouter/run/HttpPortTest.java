package org.clickrouter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpPortTest {

    @TempDir
    private Path home;

    private int free(int wanted) {
        return HttpPort.free(Settings.load(home, Map.of(), new Properties(), Map.of("http.port", "" + wanted)));
    }

    @RepeatedTest(20)
    void aFreePortIsNoneThatTheSystemMayGiveToSomebodyElseBeforeTheServerStarts() {
        assertThat(free(0)).isBetween(10_000, 32_767);
    }

    @Test
    void aPortThatIsTakenIsToldWithItsSetting() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> free(taken.getLocalPort()))
                    .withMessageStartingWith("http.port = " + taken.getLocalPort() + ": cannot be listened to");
        }
    }
}
