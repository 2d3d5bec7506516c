/** A headless Chromium for tests, driven over the DevTools protocol without a library or a download. */
package org.clickrouter.testing.browser;
