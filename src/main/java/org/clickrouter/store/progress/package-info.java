/** How far each operation was read: leases on operations, call slots and the day's quota, coverage, gaps, backfills. */
package org.clickrouter.store.progress;
