/**
 * The command line: one class a command, and what several of them share (times, durations, names). Stands on everything
 * else; nothing knows it.
 */
package org.clickrouter.cli;
