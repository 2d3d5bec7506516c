/**
 * The bundle inside another Camel application: the component {@code click-router}, its ends and its settings. Stands
 * beside {@code run}.
 */
package org.clickrouter.host;
