package org.clickrouter.destination.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.SqlPrepareStatementStrategy;

/**
 * Sets the values of a batch's rows, by the names in the statement. Camel's own strategy searches the statement for its
 * names once more for each row, which takes longer than to write it.
 */
public final class SqlRows implements SqlPrepareStatementStrategy {

    /** {@code :#name}, of which the sql component makes {@code :?name}. */
    private static final Pattern NAME = Pattern.compile(":[#?](\\w+)");

    /** The names of one statement in their order; a destination has only one. */
    private record Names(String statement, List<String> all) {}

    private volatile Names names = new Names("", List.of());

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters, Exchange exchange) {
        return NAME.matcher(query).replaceAll("?");
    }

    /** @param row a map with a value for each name */
    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expectedParams, Exchange exchange, Object row) {
        Map<?, ?> values = (Map<?, ?>) row;
        return names(query).all().stream().map(values::get).iterator();
    }

    @Override
    public void populateStatement(PreparedStatement statement, Iterator<?> values, int expectedParams)
            throws SQLException {
        for (int i = 1; values.hasNext(); i++) {
            statement.setObject(i, values.next());
        }
    }

    private Names names(String statement) {
        Names known = names;
        if (!known.statement().equals(statement)) {
            known = new Names(
                    statement,
                    NAME.matcher(statement)
                            .results()
                            .map((MatchResult name) -> name.group(1))
                            .toList());
            names = known;
        }
        return known;
    }
}
