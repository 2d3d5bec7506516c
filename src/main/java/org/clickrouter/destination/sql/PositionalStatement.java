package org.clickrouter.destination.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with question marks, made once from one whose parameters are named {@code :#column}: Camel's sql
 * component would look for the names anew for each row of a batch.
 *
 * @param sql with a question mark for each parameter
 * @param columns what stands in the place of each
 */
public record PositionalStatement(String sql, List<String> columns) {

    private static final Pattern PARAMETER = Pattern.compile(":#(\\w+)");

    /**
     * @param sql with named parameters
     * @throws IllegalArgumentException when one of them stands twice
     */
    public static PositionalStatement of(String sql) {
        List<String> columns = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(sql);
        while (parameter.find()) {
            columns.add(parameter.group(1));
        }
        if (Set.copyOf(columns).size() < columns.size()) {
            throw new IllegalArgumentException("a parameter stands twice in: " + sql);
        }
        return new PositionalStatement(parameter.replaceAll("?"), List.copyOf(columns));
    }

    /** @return a row with its columns in the order of the parameters, which the sql component takes them in */
    public Map<String, Object> ordered(Map<String, Object> row) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String column : columns) {
            ordered.put(column, row.get(column));
        }
        return ordered;
    }
}
