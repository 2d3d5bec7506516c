package org.clickrouter.destination.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.SqlPrepareStatementStrategy;

/**
 * How the sql component takes the rows of {@link SqlSink}: their values stand in the order of the statement's question
 * marks. Camel's own strategy searches the statement for named parameters once more for each row, which took longer
 * than to set them.
 */
public final class SqlRows implements SqlPrepareStatementStrategy {

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters, Exchange exchange) {
        return query;
    }

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object row) {
        return ((Map<?, ?>) row).values().iterator();
    }

    @Override
    public void populateStatement(PreparedStatement statement, Iterator<?> values, int expectedParams)
            throws SQLException {
        for (int i = 1; values.hasNext(); i++) {
            statement.setObject(i, values.next());
        }
    }
}
