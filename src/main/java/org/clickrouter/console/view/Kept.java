package org.clickrouter.console.view;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the pages have shown last, each kept for the longer, the more it cost ({@link Cached}). */
public final class Kept {

    /** Those asked for last; a page of a thousand deliveries is half a megabyte. */
    private static final int MOST = 30;

    private final Clock clock;
    private final Map<Key, Cached<Object>> answers = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Cached<Object>> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param page by which question it is filled
     * @param asked what tells one answer of it from another
     */
    private record Key(Class<?> page, Object asked) {}

    public Kept(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param again whether somebody wants it as it is now
     * @param question may be asked later on, too, by another visitor
     */
    public <T> T get(Class<T> page, Object asked, boolean again, Supplier<T> question) {
        Cached<Object> cached;
        synchronized (answers) {
            cached = answers.computeIfAbsent(
                    new Key(page, asked), key -> new Cached<>(Duration.ZERO, clock, question::get));
        }
        if (again) {
            cached.forget();
        }
        return page.cast(cached.get());
    }

    /** Something was done: nothing that was shown before counts any more. */
    public void forget() {
        synchronized (answers) {
            answers.clear();
        }
    }
}
