package org.clickrouter.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clickrouter.settings.catalog.SettingsCatalog;
import org.clickrouter.settings.value.Items;

/**
 * The value of each key that has one, from the first layer that sets it.
 *
 * @param values by key: the catalog's, each operation's own, and all other keys of the file and of the product's own
 * @param operationNames in the order of wolkvox.operations, or the single one
 */
record ValuesRead(Map<String, Value> values, List<String> operationNames) {

    static ValuesRead of(Layers layers) {
        Map<String, Value> values = new LinkedHashMap<>();
        SettingsCatalog.all()
                .forEach(setting -> values.put(
                        setting.key(),
                        layers.find(setting.key(), setting.secret())
                                .orElse(Value.of(setting.defaultValue(), Origin.DEFAULT))));
        values.computeIfPresent(
                "sql.max-in-flight", (key, value) -> value.text().isEmpty() ? batchesAtOnce(values) : value);
        List<String> several = Items.of(values.get("wolkvox.operations").text()).stream()
                .distinct()
                .toList();
        List<String> names =
                several.isEmpty() ? List.of(values.get("wolkvox.operation").text()) : several;
        names.stream()
                .filter(SettingsCatalog::isOperationName)
                .forEach(name -> SettingsCatalog.perOperation()
                        .forEach(setting -> layers.find(setting.keyOf(name), setting.secret())
                                .ifPresent(value -> values.put(setting.keyOf(name), value))));
        layers.file().values().keySet().forEach(key -> addOther(layers, key, values));
        layers.overrides().keySet().forEach(key -> addOther(layers, key, values));
        return new ValuesRead(values, names);
    }

    private static void addOther(Layers layers, String key, Map<String, Value> values) {
        if (!values.containsKey(key)) {
            layers.find(key, false).ifPresent(value -> values.put(key, value));
        }
    }

    /** Into H2, two batches that bring the same new row refuse one another; MySQL has not been tried. */
    private static Value batchesAtOnce(Map<String, Value> values) {
        String own = values.get("sql.url").text();
        String url = own.isEmpty() ? values.get("store.url").text() : own;
        return Value.of(url.startsWith("jdbc:postgresql:") ? "2" : "1", Origin.DEFAULT);
    }
}
