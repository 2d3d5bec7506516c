/** The command line: one class a command, and nothing else. Stands on everything; nothing knows it. */
package org.clickrouter.cli;
