/** Checks of this machine and of the settings. */
package org.clickrouter.doctor.machine;
