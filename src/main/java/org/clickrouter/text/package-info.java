/** Small helpers on text: durations, one-line messages, log lines that do not repeat. Knows nothing else. */
package org.clickrouter.text;
