package org.clickrouter.store.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Connections that say of themselves that they are well, and with which nothing can be done any more: the pool would
 * hand them out for half an hour, or for ever. Public, since the pool makes it by its name.
 */
public final class UselessConnections implements SQLExceptionOverride {

    /**
     * H2: the database is closed, as after a write that the disk had no room for (90098, 90121); a new connection opens
     * the file again. PostgreSQL: the server takes no writes, being the old one after a failover (25006); a new
     * connection finds the one that does, where the address names several.
     */
    private static final Set<String> STATES = Set.of("90098", "90121", "25006");

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return STATES.contains(failure.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
