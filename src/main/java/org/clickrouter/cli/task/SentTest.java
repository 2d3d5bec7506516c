package org.clickrouter.cli.task;

import java.nio.file.Path;
import java.time.Duration;
import org.clickrouter.delivery.DeliveryException;
import org.clickrouter.destination.DestinationKinds;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;
import org.clickrouter.run.TestSend;
import org.clickrouter.settings.Settings;
import org.clickrouter.settings.UsageException;
import org.clickrouter.text.RootCause;

/** {@code doctor --send NAME}: what became of one marked event. */
public final class SentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private SentTest() {}

    /** @throws UsageException for a destination that is not there, or is off */
    public static void known(Settings settings, String destination) {
        if (!DestinationKinds.isEnabled(settings, destination)) {
            throw new UsageException("--send " + destination + ": there is no such destination, or its address is not"
                    + " set; there are " + String.join(", ", DestinationKinds.destinations(settings)));
        }
    }

    /** Of a dry run. */
    public static Finding not(String destination) {
        return Finding.skipped(
                Topic.DESTINATION_SEND,
                destination,
                "would be sent a test event, chat_id " + TestSend.MARK + "; nothing was done");
    }

    /** @throws UsageException for a destination that cannot be sent to */
    public static Finding to(Settings settings, Path home, String destination) {
        try (TestSend test = new TestSend(settings, home, destination)) {
            Integer status = test.send(PATIENCE);
            return Finding.good(
                    Topic.DESTINATION_SEND,
                    destination,
                    "took a test event, chat_id " + TestSend.MARK + (status == null ? "" : " (HTTP " + status + ")"));
        } catch (UsageException e) {
            throw e;
        } catch (DeliveryException e) {
            return bad(
                    destination,
                    e.kind() + ": " + e.getMessage()
                            + e.answer()
                                    .map(answer -> ", saying '" + answer + "'")
                                    .orElse(""),
                    settings);
        } catch (Exception e) {
            return bad(destination, RootCause.line(e), settings);
        }
    }

    private static Finding bad(String destination, String text, Settings settings) {
        return Finding.bad(
                Topic.DESTINATION_SEND,
                destination,
                settings.mask(text),
                "Look for chat_id " + TestSend.MARK + " in the receiver's own log; click-router doctor --only"
                        + " destinations looks at the way there.");
    }
}
