package io.github.apim.family.toml;

import io.github.apim.edit.TomlFile;
import io.github.apim.edit.TomlTables;
import io.github.apim.edit.TomlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a node's deployment.toml must say and must not say, collected before anything is written: most files are written
 * anew, and one of the user's gets the values in its own order. Not for use by several threads.
 */
public final class NodeSettings {

    private final Map<String, Map<String, TomlValue>> values = new LinkedHashMap<>();
    private final Map<String, List<Map<String, TomlValue>>> arrays = new LinkedHashMap<>();
    private final List<String> without = new ArrayList<>();

    /** @param table a path, {@code apim.key_manager} */
    public NodeSettings set(String table, String key, TomlValue value) {
        values.computeIfAbsent(table, absent -> new LinkedHashMap<>()).put(key, value);
        return this;
    }

    public NodeSettings set(String table, String key, String value) {
        return set(table, key, TomlValue.text(value));
    }

    public NodeSettings set(String table, String key, boolean value) {
        return set(table, key, TomlValue.bool(value));
    }

    public NodeSettings set(String table, String key, long value) {
        return set(table, key, TomlValue.number(value));
    }

    public NodeSettings set(String table, String key, List<String> values) {
        return set(table, key, TomlValue.texts(values));
    }

    /**
     * Says that an array of tables holds these alone.
     *
     * @param elements by key; what is in a table below the element has a key of the form {@code table.key}
     */
    public NodeSettings tables(String path, List<Map<String, TomlValue>> elements) {
        arrays.put(path, List.copyOf(elements));
        return this;
    }

    /** Says that a table, array or key of the shipped file is not this node's. */
    public NodeSettings without(String... paths) {
        without.addAll(List.of(paths));
        return this;
    }

    /** Lays it over what the pack's file has live. */
    TomlTables over(TomlTables shipped) {
        without.forEach(shipped::remove);
        values.forEach((table, keys) -> keys.forEach((key, value) -> shipped.set(table, key, value)));
        arrays.forEach(shipped::set);
        return shipped;
    }

    /** Sets it in a file that the user has a say in; what is there beside it stays. */
    TomlFile in(TomlFile file) {
        TomlFile result = file;
        for (Map.Entry<String, Map<String, TomlValue>> table : values.entrySet()) {
            for (Map.Entry<String, TomlValue> key : table.getValue().entrySet()) {
                result = result.set(TomlTables.path(table.getKey(), key.getKey()), key.getValue());
            }
        }
        for (Map.Entry<String, List<Map<String, TomlValue>>> array : arrays.entrySet()) {
            result = in(result, array.getKey(), array.getValue());
        }
        return result;
    }

    private static TomlFile in(TomlFile file, String array, List<Map<String, TomlValue>> elements) {
        TomlFile result = file;
        for (int i = 0; i < elements.size(); i++) {
            if (result.count(array) <= i) {
                result = result.append(array, own(elements.get(i)));
            }
            for (Map.Entry<String, TomlValue> key : elements.get(i).entrySet()) {
                int dot = key.getKey().indexOf('.');
                String element = array + "[" + (i + 1) + "]";
                String path = dot < 0
                        ? TomlTables.path(element, key.getKey())
                        : TomlTables.path(
                                element + "." + key.getKey().substring(0, dot),
                                key.getKey().substring(dot + 1));
                result = result.set(path, key.getValue());
            }
        }
        return result;
    }

    private static Map<String, TomlValue> own(Map<String, TomlValue> element) {
        Map<String, TomlValue> own = new LinkedHashMap<>(element);
        own.keySet().removeIf(key -> key.indexOf('.') >= 0);
        return own;
    }
}
