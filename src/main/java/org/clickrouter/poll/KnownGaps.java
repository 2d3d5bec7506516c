package org.clickrouter.poll;

import java.util.List;
import org.clickrouter.store.progress.Gaps;
import org.clickrouter.window.Window;

/** Seconds that no answer came for: other windows leave them out, or they would fail with them. */
final class KnownGaps {

    private final Gaps gaps;

    KnownGaps(Gaps gaps) {
        this.gaps = gaps;
    }

    /** @return what of a window can be read, in order; the last part finishes its tier */
    List<Window> around(String operation, Window window) {
        List<Gaps.Gap> unreadable = gaps.of(operation, window.from(), window.to()).stream()
                .filter(gap ->
                        gap.kind() == Gaps.Kind.UNREADABLE || gap.kind() == Gaps.Kind.SHORT && gap.from() == gap.to())
                .toList();
        List<Window> parts = List.of(window);
        for (Gaps.Gap gap : unreadable) {
            parts = parts.stream()
                    .flatMap(part -> part.without(gap.from(), gap.to()).stream())
                    .toList();
        }
        return parts;
    }
}
