package org.clickrouter.store.operator;

/**
 * How often the operator is spoken to.
 *
 * @param spoke when he was last told something, epoch milliseconds; 0 for never
 * @param spacing milliseconds that must lie between that and the next message
 */
public record Pace(long spoke, long spacing) {}
