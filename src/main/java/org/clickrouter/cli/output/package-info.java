/** What commands print, and how: tables and pictures, JSON, times, progress, questions to a person, masked secrets. */
package org.clickrouter.cli.output;
