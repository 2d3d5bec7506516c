/** Sends clicks by SMTP: the session, the message, its templates. */
package org.clickrouter.destination.mail;
