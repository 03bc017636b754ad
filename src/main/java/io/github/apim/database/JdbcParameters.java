package io.github.apim.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters of a JDBC URL; the last of several with one name counts, in whichever case the name is written. */
final class JdbcParameters {

    private record Parameter(String name, String value) {}

    private final Map<String, Parameter> byKey = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();

    /** Adds those of {@code name=value&name=value}, but not the ones with these names, given in lower case. */
    JdbcParameters add(String text, Set<String> without) {
        for (String part : text.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String name = part.substring(0, equals);
                String key = name.toLowerCase(Locale.ROOT);
                if (without.contains(key)) {
                    left.add(name);
                } else {
                    byKey.put(key, new Parameter(name, part.substring(equals + 1)));
                }
            }
        }
        return this;
    }

    /** Whether there is one with this name, in whichever case. */
    boolean has(String name) {
        return byKey.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The value of the one that is written exactly so; empty without one. */
    String value(String name) {
        Parameter parameter = byKey.get(name.toLowerCase(Locale.ROOT));
        return parameter != null && parameter.name().equals(name) ? parameter.value() : "";
    }

    boolean isTrue(String name) {
        return value(name).equalsIgnoreCase("true");
    }

    /** The names that were not taken. */
    List<String> left() {
        return List.copyOf(left);
    }

    /** As the URL has it. */
    String text() {
        return byKey.values().stream()
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }
}
