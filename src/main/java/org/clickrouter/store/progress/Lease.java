package org.clickrouter.store.progress;

/**
 * The right to poll one operation.
 *
 * @param operation whose
 * @param token rises with each holder; every write compares it
 */
public record Lease(String operation, long token) {}
