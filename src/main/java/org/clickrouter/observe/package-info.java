/** What can be seen from outside while it runs: health, metrics, and whether clocks agree. */
package org.clickrouter.observe;
