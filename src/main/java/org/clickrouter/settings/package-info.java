/**
 * The settings that are in force: where each value comes from, operations, rules between values, and how secrets are
 * masked. Plain Java.
 */
package org.clickrouter.settings;
