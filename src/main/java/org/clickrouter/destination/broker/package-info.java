/** What Kafka and JMS share: a click as a CloudEvent. */
package org.clickrouter.destination.broker;
