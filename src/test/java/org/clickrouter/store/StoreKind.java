package org.clickrouter.store;

import java.nio.file.Path;
import org.clickrouter.testing.Postgres;

/** The databases that the store runs on. */
enum StoreKind {
    H2 {
        @Override
        String freshUrl(Path folder) {
            return "jdbc:h2:file:" + folder.resolve("store");
        }
    },
    POSTGRESQL {
        @Override
        String freshUrl(Path folder) {
            return Postgres.freshUrl();
        }
    };

    /** @return the URL of an empty database */
    abstract String freshUrl(Path folder);

    String user() {
        return this == H2 ? "" : Postgres.USER;
    }
}
