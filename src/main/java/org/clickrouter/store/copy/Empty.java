package org.clickrouter.store.copy;

import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.jdbc.StoreException;

/** Only a store without rows is filled: what it has would come a second time. */
final class Empty {

    private Empty() {}

    /** @throws StoreException where it has any */
    static void require(Database store) {
        for (String table : new String[] {"operation_state", "click", "delivery"}) {
            if (!store.query("SELECT 1 FROM " + table + " LIMIT 1", row -> 1).isEmpty()) {
                throw new StoreException("The store is not empty: table " + table
                        + " has rows. Name another in store.url, or move its file or schema aside first");
            }
        }
    }

    static boolean is(Database store) {
        try {
            require(store);
            return true;
        } catch (StoreException filled) {
            return false;
        }
    }
}
