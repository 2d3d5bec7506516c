package org.clickrouter.store.jdbc;

import org.clickrouter.text.SelfExplaining;

/** The store was brought up to date by a newer version of the product; nothing of it was changed. */
public final class NewerSchemaException extends RuntimeException implements SelfExplaining {

    /** @param version of the tables */
    NewerSchemaException(String version) {
        super("store.url: the store has tables of version " + version
                + ", made by a newer Click Router, which this one does not know. Use that version, or restore a backup"
                + " that was made before the upgrade (docs/backup.md)");
    }
}
