/** A signed statement of what was read and delivered of some days, for somebody who was not there. */
package org.clickrouter.certificate;
