/**
 * What is wrong with the settings, told before anything runs: the words of {@code check}. Knows {@code settings} and
 * the kinds of {@code destination} whose rules it asks.
 */
package org.clickrouter.check;
