/**
 * Clicks and their revisions: a chunk of an answer compared with what is stored, then written in one transaction with
 * its deliveries.
 */
package org.clickrouter.store.clicks;
