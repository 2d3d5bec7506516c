package org.clickrouter.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long every test waits before it gives up what must come. Long, since it costs time only where something is
 * broken, and a machine with other work takes many times as long as a quiet one.
 */
public final class PatientWaits implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(5));
    }
}
