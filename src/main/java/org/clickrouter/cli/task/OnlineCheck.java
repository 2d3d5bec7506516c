package org.clickrouter.cli.task;

import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.clickrouter.cli.output.Times;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.doctor.finding.Sign;
import org.clickrouter.doctor.store.StoreLook;
import org.clickrouter.doctor.wolkvox.ReportLook;
import org.clickrouter.doctor.wolkvox.WolkvoxCheck;
import org.clickrouter.poll.ReportProbe;
import org.clickrouter.poll.limit.CountedCalls;
import org.clickrouter.settings.OperationSettings;
import org.clickrouter.settings.Settings;

/** {@code check --online}: the check {@code wolkvox-report} of {@code doctor} alone, as patient as polling. */
public final class OnlineCheck {

    private static final Clock CLOCK = Clock.systemUTC();

    private OnlineCheck() {}

    /**
     * @param out takes what is well
     * @return whether every operation answers as it should, in its zone
     */
    public static boolean run(Settings settings, Times times, PrintStream out) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try (StoreLook store = new StoreLook(settings)) {
            CountedCalls calls = WolkvoxCheck.calls(store, CLOCK);
            ReportProbe probe =
                    new ReportProbe(calls, WolkvoxCheck.way(settings), CLOCK, new ArrayList<>(settings.secrets()));
            for (OperationSettings operation : settings.operations()) {
                ZoneId shown = times.utc() ? ZoneOffset.UTC : operation.zone();
                new ReportLook(probe, CLOCK, operation.timeout(), shown).look(operation, findings::add);
            }
        }
        findings.forEach(finding -> (finding.sign() == Sign.GOOD ? out : System.err)
                .println("operation " + finding.subject() + ": "
                        + settings.mask(finding.text() + (finding.remedy().isEmpty() ? "" : ". " + finding.remedy()))));
        return findings.stream().allMatch(finding -> finding.sign() == Sign.GOOD);
    }
}
