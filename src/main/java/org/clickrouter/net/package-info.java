/**
 * Connections: the time limit of a whole call, the addresses that may be called, bounds on what is read. Knows nothing
 * of clicks.
 */
package org.clickrouter.net;
