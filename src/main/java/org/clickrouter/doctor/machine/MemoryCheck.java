package org.clickrouter.doctor.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Topic;

/** Whether the heap fits into what this machine, or its container, grants. */
public final class MemoryCheck implements Check {

    private static final long MB = 1024 * 1024;
    /** Threads, code and buffers outside the heap. */
    private static final long OUTSIDE = 150 * MB;

    private static final long LEAST = 100 * MB;

    private final long heap;
    private final long granted;

    public MemoryCheck() {
        this(
                Runtime.getRuntime().maxMemory(),
                ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize());
    }

    /** Both in bytes. */
    MemoryCheck(long heap, long granted) {
        this.heap = heap;
        this.granted = granted;
    }

    @Override
    public Topic topic() {
        return Topic.MACHINE_MEMORY;
    }

    @Override
    public void look(Consumer<Finding> say) {
        String text =
                "heap up to " + heap / MB + " MB of " + granted / MB + " MB that this machine or container grants";
        if (heap < LEAST) {
            say.accept(Finding.bad(topic(), "", text, "Give the heap at least 128 MB (-Xmx128m)."));
        } else if (heap + OUTSIDE > granted) {
            say.accept(Finding.warning(
                    topic(),
                    "",
                    text + ": it would be killed before the heap is full",
                    "Set -Xmx to at most " + Math.max(LEAST, granted - OUTSIDE) / MB
                            + "m (CLICK_ROUTER_OPTS), or grant more memory."));
        } else {
            say.accept(Finding.good(topic(), "", text));
        }
    }
}
