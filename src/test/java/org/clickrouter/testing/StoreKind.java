package org.clickrouter.testing;

import java.nio.file.Path;

/** The databases that the store runs on. */
public enum StoreKind {
    H2 {
        @Override
        public String freshUrl(Path folder) {
            return "jdbc:h2:file:" + folder.resolve("store");
        }
    },
    POSTGRESQL {
        @Override
        public String freshUrl(Path folder) {
            return Postgres.freshUrl();
        }
    };

    /** @return the URL of an empty database */
    public abstract String freshUrl(Path folder);

    public String user() {
        return this == H2 ? "" : Postgres.USER;
    }
}
