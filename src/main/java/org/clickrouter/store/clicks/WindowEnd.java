package org.clickrouter.store.clicks;

import org.clickrouter.store.progress.Gaps;

/**
 * What is stored with a window's last chunk.
 *
 * @param fromSecond first second of the window
 * @param toSecond its last, inclusive
 * @param progressSecond the second up to which all is read now, or null where the window does not move it (a re-read)
 * @param spanSeconds how long the next window may be
 * @param whole whether the answer held all that it announced: then no gap inside the window is one any more
 * @param gap what is named although the window is passed; null for nothing
 */
public record WindowEnd(
        long fromSecond, long toSecond, Long progressSecond, long spanSeconds, boolean whole, Gaps.Gap gap) {

    /** The end of a window whose answer was whole. */
    public WindowEnd(long fromSecond, long toSecond, Long progressSecond, long spanSeconds) {
        this(fromSecond, toSecond, progressSecond, spanSeconds, true, null);
    }
}
