/**
 * Access tokens by OAuth2, for every kind of destination that logs in with them: who gives them, how they are asked
 * for, kept and renewed. Knows no kind.
 */
package org.clickrouter.destination.oauth2;
