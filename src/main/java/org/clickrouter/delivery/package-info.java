/**
 * What a failed delivery means, as plain Java: the kind of failure, whether it speaks of the destination or of one
 * message, and when to try again. Knows no Camel and no store.
 */
package org.clickrouter.delivery;
