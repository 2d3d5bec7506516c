/**
 * Who wrote in a chat (report chat_1), for the clicks that got a code and the destinations that ask for it: a source of
 * its own beside polling.
 */
package org.clickrouter.enrich;
