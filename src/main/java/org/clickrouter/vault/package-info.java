/** Secrets that stand in a vault, by Camel's property functions. Knows the settings and nothing else. */
package org.clickrouter.vault;
