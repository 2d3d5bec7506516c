package org.clickrouter.testing.store;

import java.util.List;
import java.util.stream.Stream;

/** The conditions that a view has been narrowed by. */
record Where(List<String> conditions, List<Object> values) {

    static final Where ALL = new Where(List.of(), List.of());

    Where and(String condition, Object... more) {
        return new Where(
                Stream.concat(conditions.stream(), Stream.of(condition)).toList(),
                Stream.concat(values.stream(), Stream.of(more)).toList());
    }

    String sql() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Object[] parameters() {
        return values.toArray();
    }
}
