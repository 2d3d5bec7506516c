package org.clickrouter.destination.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionalStatementTest {

    @Test
    void eachNameBecomesAQuestionMarkAndARowComesInTheirOrder() {
        PositionalStatement statement =
                PositionalStatement.of("INSERT INTO t (b, a) VALUES (CAST(:#b AS VARCHAR), :#a)");

        assertThat(statement.sql()).isEqualTo("INSERT INTO t (b, a) VALUES (CAST(? AS VARCHAR), ?)");
        assertThat(statement.ordered(Map.of("a", 1, "b", "two")).entrySet())
                .extracting(Object::toString)
                .containsExactly("b=two", "a=1");
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> PositionalStatement.of("SELECT :#a, :#a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }
}
