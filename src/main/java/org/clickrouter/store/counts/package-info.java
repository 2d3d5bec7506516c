/**
 * Clicks counted by day: which days have changed since they were counted, and the counts. A day that has changed is
 * counted from its clicks when it is asked for, so that the figures are always those of the clicks.
 */
package org.clickrouter.store.counts;
