/** Kinds of values and their parsers: durations, lists, addresses, headers, networks. Knows no setting. */
package org.clickrouter.settings.value;
