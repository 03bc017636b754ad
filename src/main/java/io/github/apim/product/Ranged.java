package io.github.apim.product;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row of a family's table that holds for some of its versions.
 *
 * @param since the first version that it holds for
 * @param until the first later version that it holds no more for
 */
record Ranged<T>(String since, String until, T what) {

    /** Before all versions. */
    private static final String FIRST = "0";

    /** After all versions, and after any that might be asked for beside the known ones. */
    private static final String NEVER = "999999999";

    static <T> Ranged<T> always(T what) {
        return new Ranged<>(FIRST, NEVER, what);
    }

    static <T> Ranged<T> since(String version, T what) {
        return new Ranged<>(version, NEVER, what);
    }

    static <T> Ranged<T> until(String version, T what) {
        return new Ranged<>(FIRST, version, what);
    }

    static <T> Ranged<T> between(String since, String until, T what) {
        return new Ranged<>(since, until, what);
    }

    /** What holds for a version. */
    static <T> List<T> list(List<Ranged<T>> rows, String version) {
        return rows.stream().filter(row -> row.holds(version)).map(Ranged::what).toList();
    }

    /** What holds for a version, by its keys. */
    static <K extends Comparable<K>, V> Map<K, V> table(List<Ranged<Map.Entry<K, V>>> rows, String version) {
        Map<K, V> table = new TreeMap<>();
        list(rows, version).forEach(row -> table.put(row.getKey(), row.getValue()));
        return table;
    }

    private boolean holds(String version) {
        return Catalogue.compare(since, version) <= 0 && Catalogue.compare(version, until) < 0;
    }
}
