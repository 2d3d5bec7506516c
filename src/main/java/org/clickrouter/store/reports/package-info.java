/** What is asked of the store only to be shown: the trace of a chat, how late codes come. */
package org.clickrouter.store.reports;
