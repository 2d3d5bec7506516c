/** The answers of the report API as data: records, chunks, clicks. Plain Java on the streaming parser of Jackson. */
package org.clickrouter.report;
