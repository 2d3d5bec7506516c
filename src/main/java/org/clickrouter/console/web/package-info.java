/** The console over HTTP: who may read and who may act, the pages, their words in two languages. */
package org.clickrouter.console.web;
