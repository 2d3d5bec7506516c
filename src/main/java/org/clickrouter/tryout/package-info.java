/** Trying the routing without sending anything: {@code route}, the examples, {@code rehearse}. */
package org.clickrouter.tryout;
