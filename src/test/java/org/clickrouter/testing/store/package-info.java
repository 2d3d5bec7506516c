/**
 * What the tests see of the product's store, and what they do to it: by concept, so that tests stay when its tables
 * change. SQL on the store stands here and in the store's own tests of its tables.
 */
package org.clickrouter.testing.store;
