package org.clickrouter.simulate;

import java.time.Instant;

/**
 * A call that the simulated API received.
 *
 * @param start when it arrived
 * @param end when its answer was complete or broken off; null while it is in flight
 * @param from {@code date_ini} as it was sent, null when it was not
 * @param to {@code date_end} as it was sent, null when it was not
 * @param status HTTP status of the answer; 0 while it is undecided
 * @param records records in the answer
 * @param fault the fault that it met, null for none
 */
public record Call(Instant start, Instant end, String from, String to, int status, int records, Fault.Kind fault) {}
