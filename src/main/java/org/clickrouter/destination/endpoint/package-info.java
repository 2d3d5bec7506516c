/** Sends clicks to any endpoint of Camel. */
package org.clickrouter.destination.endpoint;
