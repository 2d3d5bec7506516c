/** Work of a single command that is more than reading options and printing. Knows {@code option} and {@code output}. */
package org.clickrouter.cli.task;
