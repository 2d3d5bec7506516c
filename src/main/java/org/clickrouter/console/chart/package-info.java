/** Charts as SVG, made on the server: they need no script and can be tested as XML. Knows nothing else. */
package org.clickrouter.console.chart;
