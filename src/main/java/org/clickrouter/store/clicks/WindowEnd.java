package org.clickrouter.store.clicks;

/**
 * What is stored with a window's last chunk.
 *
 * @param fromSecond first second of the window
 * @param toSecond its last, inclusive
 * @param progressSecond the second up to which all is read now, or null where the window does not move it (a re-read)
 * @param spanSeconds how long the next window may be
 */
public record WindowEnd(long fromSecond, long toSecond, Long progressSecond, long spanSeconds) {}
