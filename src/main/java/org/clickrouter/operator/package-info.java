/**
 * The product says itself when it is unwell: what is wrong is gathered into few messages, which go to the operator by
 * mail or webhook, and when it is well again.
 */
package org.clickrouter.operator;
