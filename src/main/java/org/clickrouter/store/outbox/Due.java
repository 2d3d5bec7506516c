package org.clickrouter.store.outbox;

/**
 * A delivery that nobody holds, locked in this transaction.
 *
 * @param batch the request that it shares, or its own id where it goes alone, or null while that is not decided
 * @param tried whether it was sent before: alone, if it has no batch
 * @param due epoch milliseconds
 */
record Due(long row, String id, String batch, boolean tried, long due) {}
