/** Sends clicks by HTTP, signed after Standard Webhooks. */
package org.clickrouter.destination.webhook;
