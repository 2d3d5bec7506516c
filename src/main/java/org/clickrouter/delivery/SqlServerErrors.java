package org.clickrouter.delivery;

import java.sql.SQLException;
import java.util.Set;

/**
 * Errors of Microsoft SQL Server, by their numbers: its driver's SQL states are {@code S} and a number that says
 * nothing of the kind, and no other database's are.
 */
final class SqlServerErrors {

    private static final int LOGIN_FAILED = 18456;
    /** From here on it is what a trigger says, by RAISERROR or THROW. */
    private static final int OF_TRIGGERS = 50_000;

    /**
     * A value that does not convert (245, 8114, 241, 242, 295, 8169), overflows (220, 8115) or is too long (2628,
     * 8152), a row that a view's check refuses (550), a row that one statement would write twice (8672).
     */
    private static final Set<Integer> OF_THE_ROW =
            Set.of(220, 241, 242, 245, 295, 550, 2628, 8114, 8115, 8152, 8169, 8672);

    private SqlServerErrors() {}

    static boolean isLogin(SQLException error) {
        return isOne(error) && error.getErrorCode() == LOGIN_FAILED;
    }

    static boolean isOfTheRow(SQLException error) {
        return isOne(error) && (OF_THE_ROW.contains(error.getErrorCode()) || error.getErrorCode() >= OF_TRIGGERS);
    }

    private static boolean isOne(SQLException error) {
        return error.getSQLState() != null && error.getSQLState().matches("S\\d{4}");
    }
}
