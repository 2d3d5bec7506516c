/**
 * What the console shows, one record a page, each filled by one query class. Knows the store and the settings, but
 * nothing of HTTP or HTML: the same records are printed as JSON.
 */
package org.clickrouter.console.view;
