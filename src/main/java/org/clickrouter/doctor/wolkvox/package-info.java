/** Checks of the report API: its address, its certificate, and a few calls that its quota counts. */
package org.clickrouter.doctor.wolkvox;
