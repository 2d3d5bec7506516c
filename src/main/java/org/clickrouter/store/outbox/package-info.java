/** Deliveries as rows: leases on them, attempts, marks, pauses, dead letters. */
package org.clickrouter.store.outbox;
