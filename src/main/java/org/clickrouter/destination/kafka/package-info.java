/** Sends clicks to Kafka. */
package org.clickrouter.destination.kafka;
