/**
 * {@code doctor}: looks at this machine, the store, the report API and the destinations, and says what is wrong and
 * what to do about it. It reads, and changes nothing.
 */
package org.clickrouter.doctor;
