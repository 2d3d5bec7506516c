package org.clickrouter.doctor.machine;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;

/** Which Java this is, and with which flags. */
public final class JavaCheck implements Check {

    private static final int NEEDED = 17;

    @Override
    public Topic topic() {
        return Topic.MACHINE_JAVA;
    }

    @Override
    public void look(Consumer<Finding> say) {
        List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X"))
                .toList();
        String text = "Java " + System.getProperty("java.version") + " of " + System.getProperty("java.vendor")
                + (flags.isEmpty() ? "" : ", " + String.join(" ", flags));
        say.accept(
                Runtime.version().feature() < NEEDED
                        ? Finding.bad(topic(), "", text, "Install Java " + NEEDED + " or newer.")
                        : Finding.good(topic(), "", text));
    }
}
