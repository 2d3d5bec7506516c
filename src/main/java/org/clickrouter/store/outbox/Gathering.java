package org.clickrouter.store.outbox;

import java.time.Duration;

/**
 * How the deliveries of a destination come together into requests.
 *
 * @param most in one request; 1: each goes alone
 * @param every the longest that one waits for others; zero: it goes with whatever is due
 */
public record Gathering(int most, Duration every) {}
