/** Every setting: its key, unit, default and rule, where a value comes from, and how secrets are masked. Plain Java. */
package org.clickrouter.settings;
