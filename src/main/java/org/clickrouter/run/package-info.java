/** The product put together: the beans that routes name, the route files, Camel around them. */
package org.clickrouter.run;
