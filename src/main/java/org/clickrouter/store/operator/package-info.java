/** What is known to be wrong, what the operator was told of it, and messages that are on their way to him. */
package org.clickrouter.store.operator;
