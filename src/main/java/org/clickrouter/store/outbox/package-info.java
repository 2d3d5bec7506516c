/** Deliveries as rows: their leases, attempts, marks, pauses, dead letters. */
package org.clickrouter.store.outbox;
