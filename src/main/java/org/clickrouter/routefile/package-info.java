/** The files of routes/ as text: where something stands in them, what is wrong with it, and what to write instead. */
package org.clickrouter.routefile;
