/**
 * The store as one: opened once, with everything that reads and writes it. Below: {@code jdbc} (connections,
 * transactions, the schema), {@code clicks}, {@code outbox}, {@code progress}, {@code reports}, {@code retention}.
 * Knows no Camel.
 */
package org.clickrouter.store;
