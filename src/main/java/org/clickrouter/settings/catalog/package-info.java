/**
 * Every setting: its key, unit, default and kind, one class a section of application.properties. Knows only
 * {@code value}.
 */
package org.clickrouter.settings.catalog;
