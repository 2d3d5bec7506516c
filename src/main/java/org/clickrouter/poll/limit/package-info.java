/** The limits of a token, kept in the store: calls in flight, calls a day, and how long a call may take its slot. */
package org.clickrouter.poll.limit;
