/**
 * Which ads sell: clicks, outcomes and costs by ad and by what else a click tells, from the counts of the store, the
 * engineer's groups of codes and the export of the ads manager. One view for the console, the command and programs.
 */
package org.clickrouter.ads;
