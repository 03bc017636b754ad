package io.github.apim.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** Has an independent parser read a text, and compares what it read with what the scanner saw. */
final class TomlJudge {

    private TomlJudge() {}

    /**
     * @throws EditException if the parser does not take the text
     * @throws IllegalStateException if the scanner misread it, so that no edit of the file can be trusted
     */
    static void check(TomlDocument document) {
        var result = Toml.parse(document.text(), TomlVersion.V1_0_0);
        if (result.hasErrors()) {
            throw refusal(document.file(), result);
        }
        if (!plain(result).equals(withLineFeeds(TomlTree.plain(document.root())))) {
            throw new IllegalStateException(
                    document.file() + ": the editor and the TOML parser disagree; please report this");
        }
    }

    /** The parser's own words quote the file, and that may be a password. */
    private static EditException refusal(String file, TomlParseResult result) {
        var position = result.errors().get(0).position();
        return EditException.atLine(
                file, Math.max(1, position.line()), "this is no TOML from column " + position.column() + " on");
    }

    /** A table as a map, an array as a list. */
    static Object plain(Object value) {
        if (value instanceof TomlTable table) {
            Map<String, Object> map = new LinkedHashMap<>();
            table.entrySet().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        return value instanceof TomlArray array ? plain(array) : withLineFeeds(value);
    }

    private static List<Object> plain(TomlArray array) {
        return array.toList().stream().map(TomlJudge::plain).toList();
    }

    /** The same with line feeds as the line ends of texts, which a parser may make of those in the file. */
    private static Object withLineFeeds(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> normalized = new LinkedHashMap<>();
            map.forEach((name, below) -> normalized.put(name, withLineFeeds(below)));
            return normalized;
        } else if (value instanceof List<?> list) {
            return list.stream().map(TomlJudge::withLineFeeds).toList();
        }
        return value instanceof String text ? text.replace("\r\n", "\n") : value;
    }
}
