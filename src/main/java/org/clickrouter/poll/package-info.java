/** Reading the report: which window is next, the call, the stream of its answer, and what follows from it. */
package org.clickrouter.poll;
