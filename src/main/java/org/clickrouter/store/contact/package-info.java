/** Who wrote in a chat, for the destinations that ask for it: people's data, kept apart and for a short time. */
package org.clickrouter.store.contact;
