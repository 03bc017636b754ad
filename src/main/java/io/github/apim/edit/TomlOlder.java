package io.github.apim.edit;

import io.github.apim.edit.TomlNode.Elements;
import io.github.apim.edit.TomlNode.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What TOML 1.0.0 allows and readers of TOML 0.5 do not take: of those values alone that an editor may come across. */
final class TomlOlder {

    private static final Pattern EXPONENT = Pattern.compile("(?!0[xob])[^\"']*[eE][-+]?0[0-9].*");
    private static final Pattern OPEN = Pattern.compile("(?s)(?:\"{3}|'{3}).*(?:\"{4}|'{4})");

    private TomlOlder() {}

    /** What is not read; empty if the value is. Of an array only what it is itself, not its elements. */
    static Optional<String> problem(String text, TomlNode node) {
        if (node instanceof Elements array) {
            return inArray(text, array);
        }
        return node instanceof Scalar scalar
                ? inScalar(text.substring(scalar.start(), scalar.end()), scalar)
                : Optional.empty();
    }

    private static Optional<String> inArray(String text, Elements array) {
        var elements = array.elements();
        var kinds = elements.stream().map(TomlOlder::kind).distinct().count();
        if (kinds > 1) {
            return Optional.of("the elements of an array must be of one kind");
        }
        for (var element : elements) {
            var comma = JsonInsertion.comma(text, element.end(), array.end());
            if (comma >= 0 && Lines.several(text.substring(element.end(), comma))) {
                return Optional.of("a comma must stand on the line of the element before it");
            }
        }
        return elements.stream().anyMatch(TomlOlder::isMoment)
                ? Optional.of("dates and times cannot be read in an array")
                : Optional.empty();
    }

    private static Object kind(TomlNode node) {
        return node instanceof Scalar scalar ? scalar.value().getClass() : node.getClass();
    }

    private static boolean isMoment(TomlNode node) {
        return node instanceof Scalar scalar
                && !List.of(String.class, Long.class, Double.class, Boolean.class)
                        .contains(scalar.value().getClass());
    }

    private static Optional<String> inScalar(String written, Scalar scalar) {
        if (isMoment(scalar) && !written.equals(written.replace('t', 'T').replace('z', 'Z'))) {
            return Optional.of("the letters in a date are written large: T, Z");
        } else if (scalar.value() instanceof Double && EXPONENT.matcher(written).matches()) {
            return Optional.of("an exponent must not begin with 0");
        }
        var isText = scalar.value() instanceof String text && !text.isEmpty();
        return isText && OPEN.matcher(written).matches()
                ? Optional.of("no quote may stand directly before the three that close a text")
                : Optional.empty();
    }
}
