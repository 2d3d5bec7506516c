/** Which span of time to ask the report for next, as plain Java. */
package org.clickrouter.window;
