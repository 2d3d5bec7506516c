package org.clickrouter.delivery;

import java.sql.SQLException;
import java.util.Set;

/**
 * Errors of MySQL and MariaDB whose SQL states say nothing of the kind: what strict mode makes of a warning keeps the
 * warning's state, which the driver takes for trouble with the connection.
 */
final class MySqlErrors {

    /** A text with more behind its number, a number that is none, a value that an enum has not. */
    private static final int TRUNCATED = 1265;

    /**
     * Of MySQL alone: a value or a letter that does not fit (1366), a time that does not (1411, 1525), a row that a
     * check refuses (3819).
     */
    private static final Set<Integer> OF_THE_ROW = Set.of(1366, 1411, 1525, 3819);

    private MySqlErrors() {}

    static boolean isOfTheRow(SQLException error) {
        int number = error.getErrorCode();
        return "01000".equals(error.getSQLState()) && number == TRUNCATED
                || "HY000".equals(error.getSQLState()) && OF_THE_ROW.contains(number);
    }
}
