/** What an answer without records means: its kind, what to do about it, and how long to wait. Plain Java. */
package org.clickrouter.report.failure;
