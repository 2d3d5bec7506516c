package org.clickrouter.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.clickrouter.doctor.finding.Check;
import org.clickrouter.doctor.finding.Finding;
import org.clickrouter.text.Durations;
import org.clickrouter.text.RootCause;

/** Runs checks beside one another, for so long and no longer. */
final class Examination {

    private final Duration patience;
    private final UnaryOperator<String> mask;

    /**
     * @param patience the longest that it takes
     * @param mask takes secrets out of what is said
     */
    Examination(Duration patience, UnaryOperator<String> mask) {
        this.patience = patience;
        this.mask = mask;
    }

    /** @return what the checks say, in the order of the topics; a check without an end is told as bad */
    List<Finding> of(List<Check> checks) throws InterruptedException {
        List<Finding> said = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "doctor");
            thread.setDaemon(true);
            return thread;
        });
        long end = System.nanoTime() + patience.toNanos();
        List<Future<Void>> looks = checks.stream()
                .map(check -> threads.submit((Callable<Void>) () -> {
                    check.look(said::add);
                    return null;
                }))
                .toList();
        // What does not end is left alone, never interrupted: H2 closes its file under an interrupted thread, and it
        // may
        // be the one of a product that runs.
        threads.shutdown();
        List<Finding> late = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            ending(checks.get(i), looks.get(i), end - System.nanoTime(), late);
        }
        List<Finding> findings;
        synchronized (said) {
            findings = new ArrayList<>(said);
        }
        findings.addAll(late);
        Set<Finding> once = new HashSet<>();
        return findings.stream()
                .map(this::masked)
                .filter(once::add)
                .sorted(Comparator.comparing(Finding::topic).thenComparing(Finding::subject))
                .toList();
    }

    private void ending(Check check, Future<Void> look, long nanos, List<Finding> findings)
            throws InterruptedException {
        try {
            look.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            findings.add(Finding.bad(
                    check.topic(),
                    check.subject(),
                    "did not come to an end within " + Durations.format(patience),
                    "What is looked at hangs, or this machine is slow: --only "
                            + check.topic().id() + " looks at it alone."));
        } catch (ExecutionException e) {
            findings.add(Finding.bad(
                    check.topic(),
                    check.subject(),
                    RootCause.line(e.getCause()),
                    "See " + check.topic().runbook() + "."));
        }
    }

    private Finding masked(Finding finding) {
        return new Finding(
                finding.topic(),
                finding.sign(),
                finding.subject(),
                mask.apply(finding.text()),
                mask.apply(finding.remedy()));
    }
}
