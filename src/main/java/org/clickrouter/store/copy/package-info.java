/** The whole store, table by table: into a file, out of one, or from one database into another. */
package org.clickrouter.store.copy;
