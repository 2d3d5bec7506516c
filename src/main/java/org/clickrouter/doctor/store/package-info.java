/** Checks of the store. */
package org.clickrouter.doctor.store;
