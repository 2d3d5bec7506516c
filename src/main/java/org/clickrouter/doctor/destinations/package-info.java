/** Checks of the destinations: each kind looks at its own. */
package org.clickrouter.doctor.destinations;
