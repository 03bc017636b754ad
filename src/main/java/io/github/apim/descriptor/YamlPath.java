package io.github.apim.descriptor;

import io.github.apim.edit.Echo;
import java.util.regex.Pattern;

/** Writes the path of a value in the descriptor, for example {@code deployment-synchronizer.client[0]}. */
final class YamlPath {

    static final String ROOT = "";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$-]+");

    private YamlPath() {}

    /** The path of a mapping's entry; a key that is not a plain word is quoted, so that every path is unambiguous. */
    static String child(String path, String key) {
        if (PLAIN.matcher(key).matches()) {
            return path.isEmpty() ? key : path + "." + key;
        }
        return path + "['" + Echo.escaped(key) + "']";
    }

    /** The path of a list's item, the first of which is 0. */
    static String item(String path, int index) {
        return path + "[" + index + "]";
    }
}
