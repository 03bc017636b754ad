package io.github.apim.edit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A path in a TOML file: names with dots between them, as in a dotted key, and behind a name in brackets which element of
 * an array is meant: {@code server.hostname}, {@code apim.gateway.environment[name=Default].type}, {@code a.b[2]}.
 *
 * @param source as it was written
 */
record TomlPath(String source, List<Step> steps) {

    TomlPath {
        steps = List.copyOf(steps);
    }

    /** One name, and the elements that are chosen of what it names. */
    record Step(String name, List<Selector> selectors) {

        Step {
            selectors = List.copyOf(selectors);
        }
    }

    /** Which element of an array. */
    sealed interface Selector {

        /** The element with that number, counted from 1. */
        record Number(int number) implements Selector {}

        /** The element that will be the last: the one that is added. */
        record Next() implements Selector {}

        /** The table in which a key has that value. */
        record Holding(String key, String value) implements Selector {}
    }

    static TomlPath parse(String file, String source) {
        return new TomlPathParser(file, source).path();
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The names, if no element of an array is chosen from the given step on. */
    static boolean isPlain(List<Step> steps) {
        return steps.stream().allMatch(step -> step.selectors().isEmpty());
    }

    static List<String> names(List<Step> steps) {
        return steps.stream().map(Step::name).toList();
    }

    /** The path of the first steps. */
    static String text(List<Step> steps) {
        return steps.stream()
                .map(step -> TomlStrings.key(List.of(step.name()))
                        + step.selectors().stream().map(TomlPath::text).collect(Collectors.joining()))
                .collect(Collectors.joining("."));
    }

    static String text(Selector selector) {
        if (selector instanceof Selector.Number number) {
            return "[" + number.number() + "]";
        } else if (selector instanceof Selector.Holding holding) {
            return "[" + TomlStrings.key(List.of(holding.key())) + "=" + holding.value() + "]";
        }
        return "[-]";
    }
}
