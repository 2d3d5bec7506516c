/** The report API's answers as data: records, empty windows and failures. Plain Java on Jackson's streaming parser. */
package org.clickrouter.report;
