/** Signatures of webhooks, after Standard Webhooks. Plain Java. */
package org.clickrouter.signing;
