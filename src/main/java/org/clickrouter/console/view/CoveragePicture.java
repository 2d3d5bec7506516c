package org.clickrouter.console.view;

import java.time.Duration;
import java.util.List;
import org.clickrouter.store.progress.Coverage;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.store.progress.OperationState;

/** One sign for one hour of the ledger. */
final class CoveragePicture {

    private CoveragePicture() {}

    /**
     * @param from first second
     * @param to last second, inclusive
     * @param read what was read around it, in order
     * @param named gaps around it
     * @param settled how long after a second its codes are taken to have come
     * @return {@code #} settled, {@code +} read, {@code !} gap, {@code .} never read
     */
    static char hour(
            long from,
            long to,
            List<Coverage.Stretch> read,
            List<Gaps.Gap> named,
            OperationState state,
            Duration settled) {
        if (named.stream().anyMatch(gap -> gap.from() <= to && gap.to() >= from)) {
            return '!';
        }
        // Where polling has not been yet, or never meant to be, nothing is missing.
        long wantedFrom = Math.max(from, state.originSecond());
        long wantedTo = state.progressSecond() == null ? from - 1 : Math.min(to, state.progressSecond());
        long next = wantedFrom;
        boolean any = false;
        boolean all = true;
        for (Coverage.Stretch stretch : read) {
            if (stretch.to() < from || stretch.from() > to) {
                continue;
            }
            any = true;
            if (stretch.from() > next && wantedFrom <= wantedTo) {
                return '!';
            }
            next = Math.max(next, stretch.to() + 1);
            all &= stretch.readAt() / 1000 - Math.min(to, stretch.to()) >= settled.toSeconds();
        }
        if (wantedFrom <= wantedTo && next <= wantedTo) {
            return '!';
        }
        return !any ? '.' : all && next > to ? '#' : '+';
    }
}
