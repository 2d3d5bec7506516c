/**
 * The Camel component {@code outbox}: as a producer it adds a delivery to the click under way; as a consumer it claims
 * what is due, hands it to a route and marks how that ended. The rows themselves are in {@code store.outbox}.
 */
package org.clickrouter.outbox;
