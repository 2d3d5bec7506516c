/** What a check is, and what it says. */
package org.clickrouter.doctor.finding;
