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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPortTest {

    @TempDir
    private Path home;

    private int free(int wanted) {
        return free(Map.of("http.port", "" + wanted));
    }

    private int free(Map<String, String> settings) {
        return HttpPort.free(Settings.load(home, Map.of(), new Properties(), settings));
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

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "no-such-host.invalid"})
    void anAddressThatThisMachineHasNotIsToldWithItsSetting(String host) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> free(Map.of("http.port", "0", "http.host", host)))
                .withMessageStartingWith("http.port = 0: cannot be listened to on http.host = " + host);
    }
}
