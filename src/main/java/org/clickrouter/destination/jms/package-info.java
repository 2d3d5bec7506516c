/** Sends clicks to a JMS broker. */
package org.clickrouter.destination.jms;
