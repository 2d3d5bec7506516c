/**
 * What several commands are given and open: the home folder, days, spans and names as picocli reads them, the store,
 * the signal to end. Knows {@code output}, no command.
 */
package org.clickrouter.cli.option;
