/** Writes clicks into a table: the shipped one or one of the engineer's own. */
package org.clickrouter.destination.sql;
