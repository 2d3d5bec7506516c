/**
 * Examples of what the routing file does, written as data beside it ({@code routes/*.examples.yaml}): read and compared
 * here, run by the application.
 */
package org.clickrouter.tryout.example;
