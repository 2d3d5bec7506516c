package org.clickrouter.destination.oauth2;

import java.util.Optional;
import org.clickrouter.settings.Settings;
import org.clickrouter.store.jdbc.Database;
import org.clickrouter.store.token.KeptTokens;

/** The tokens in the store of the settings, for who looks from outside while the product may run. */
public final class StoredTokens implements AutoCloseable {

    private final Optional<Database> store;
    private final Optional<KeptTokens> kept;

    private StoredTokens(Optional<Database> store) {
        this.store = store;
        this.kept = store.map(KeptTokens::new);
    }

    /** @param needed whether there is anything to look for; else the store is left alone */
    public static StoredTokens of(Settings settings, boolean needed) {
        return new StoredTokens(
                needed
                        ? Database.peek(
                                settings.get("store.url"),
                                settings.get("store.user"),
                                settings.secret("store.password"))
                        : Optional.empty());
    }

    /** Empty where there is no store. */
    public Optional<KeptTokens> kept() {
        return kept;
    }

    @Override
    public void close() {
        kept.ifPresent(KeptTokens::close);
        store.ifPresent(Database::close);
    }
}
