/**
 * What the kinds of destination share: the record's fields, bodies and code lists. Each kind has a package of its own
 * below; the kinds do not know one another.
 */
package org.clickrouter.destination;
