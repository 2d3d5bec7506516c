/** Tokens that must outlive the process, encrypted by whoever uses them. */
package org.clickrouter.store.token;
