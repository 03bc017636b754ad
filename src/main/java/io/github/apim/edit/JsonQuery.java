package io.github.apim.edit;

import io.github.apim.edit.JsonNode.Elements;
import io.github.apim.edit.JsonNode.Member;
import io.github.apim.edit.JsonNode.Members;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the value that a path names: {@code /ssoConfiguration/enabled}, {@code /hosts/0}. */
final class JsonQuery {

    private static final int MAX_LISTED = 12;

    private final String file;
    private final String text;
    private final JsonNode root;

    JsonQuery(String file, String text, JsonNode root) {
        this.file = file;
        this.text = text;
        this.root = root;
    }

    /** The names and numbers of a path; {@code ~1} in one is a slash, {@code ~0} a tilde. */
    List<String> steps(String path) {
        if (!path.startsWith("/") || path.length() == 1) {
            throw EditException.atPlace(file, path, "a place in a JSON file is written like /ssoConfiguration/enabled");
        }
        return List.of(path.substring(1).split("/", -1)).stream()
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    boolean has(String path) {
        var nodes = List.of(root);
        for (var step : steps(path)) {
            nodes = nodes.stream().flatMap(node -> below(node, step).stream()).toList();
        }
        return !nodes.isEmpty();
    }

    /** @throws EditException if nothing or several are there; says what is there instead */
    JsonNode one(String path) {
        return one(path, steps(path));
    }

    /** What the path's first steps name. */
    JsonNode one(String path, List<String> steps) {
        var node = root;
        for (var i = 0; i < steps.size(); i++) {
            var found = below(node, steps.get(i));
            if (found.isEmpty()) {
                throw missing(path, steps.subList(0, i), node, steps.get(i));
            }
            if (found.size() > 1) {
                throw failure(
                        path,
                        found.get(0),
                        "\"" + steps.get(i) + "\" stands " + found.size() + " times, on the lines "
                                + found.stream()
                                        .map(each -> String.valueOf(line(each)))
                                        .collect(Collectors.joining(", ")));
            }
            node = found.get(0);
        }
        return node;
    }

    /** What is to hold the value that a path names, or is to name. */
    JsonNode parent(String path) {
        var steps = steps(path);
        return one(path, steps.subList(0, steps.size() - 1));
    }

    EditException failure(String path, String message) {
        return EditException.atPlace(file, path, message);
    }

    EditException failure(String path, JsonNode node, String message) {
        return EditException.atPlace(file, path, line(node), message);
    }

    private static List<JsonNode> below(JsonNode node, String step) {
        if (node instanceof Members object) {
            return object.members().stream()
                    .filter(member -> member.name().value().equals(step))
                    .map(Member::value)
                    .toList();
        }
        if (node instanceof Elements array && step.matches("0|[1-9][0-9]{0,8}")) {
            var index = Integer.parseInt(step);
            return index < array.elements().size() ? List.of(array.elements().get(index)) : List.of();
        }
        return List.of();
    }

    private EditException missing(String path, List<String> reached, JsonNode node, String step) {
        var where = reached.isEmpty() ? "the file" : "/" + String.join("/", reached);
        List<String> names = List.of();
        if (node instanceof Members object) {
            names = object.members().stream()
                    .map(member -> member.name().value())
                    .distinct()
                    .toList();
        } else if (node instanceof Elements array) {
            names = IntStream.range(0, array.elements().size())
                    .mapToObj(String::valueOf)
                    .toList();
        } else {
            return failure(path, node, where + " is " + node.kind() + ", in which nothing can stand");
        }
        var listed = names.stream().limit(MAX_LISTED).collect(Collectors.joining(", "))
                + (names.size() > MAX_LISTED ? ", …" : "");
        return failure(
                path,
                node,
                "there is no \"" + step + "\" in " + where + ", which is " + node.kind() + "; found there: "
                        + (names.isEmpty() ? "nothing" : listed)
                        + NearestName.of(step, node instanceof Members ? names : List.of())
                                .map(name -> "; did you mean " + name + "?")
                                .orElse(""));
    }

    int line(JsonNode node) {
        return Lines.number(text, node.start());
    }
}
