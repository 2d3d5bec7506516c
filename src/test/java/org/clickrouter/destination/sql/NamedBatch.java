package org.clickrouter.destination.sql;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A statement with parameters named {@code :#column}, as Camel's sql component makes it positional. */
record NamedBatch(String sql, List<String> columns) {

    private static final Pattern PARAMETER = Pattern.compile(":#(\\w+)");

    static NamedBatch of(String sql) {
        return new NamedBatch(
                PARAMETER.matcher(sql).replaceAll("?"),
                PARAMETER
                        .matcher(sql)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList());
    }

    List<Object> values(Map<String, Object> row) {
        return columns.stream().map(row::get).toList();
    }
}
