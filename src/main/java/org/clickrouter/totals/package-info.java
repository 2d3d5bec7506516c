/**
 * Is it all there? The vendor's own totals of each day (chat_15, "click summary") held against the clicks in the store,
 * and what that and the ledger of reading say of a day.
 */
package org.clickrouter.totals;
