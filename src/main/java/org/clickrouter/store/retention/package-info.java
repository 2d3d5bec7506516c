/** Deletes what is older than {@code store.keep}. */
package org.clickrouter.store.retention;
