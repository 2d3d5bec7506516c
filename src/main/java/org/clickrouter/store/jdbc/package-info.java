/** JDBC and nothing of clicks: the pool, transactions, the schema, bulk inserts, and what an SQL error means. */
package org.clickrouter.store.jdbc;
