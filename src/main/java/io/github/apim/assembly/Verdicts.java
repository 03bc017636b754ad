package io.github.apim.assembly;

import io.github.apim.deployment.Location;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.overlay.Disagreement;
import io.github.apim.overlay.Disagreement.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reports conflicts between values of the user and of the plugin: each once for all nodes, with both values, passwords
 * masked.
 */
final class Verdicts {

    /** What the user wants somewhere. */
    private record Wish(Kind kind, Location location, String path, String file, String place, Optional<String> users) {}

    private final Masking masking;
    private final Map<Wish, Map<String, Disagreement>> byWish = new LinkedHashMap<>();

    Verdicts(Masking masking) {
        this.masking = masking;
    }

    void add(String node, List<Disagreement> disagreements) {
        for (Disagreement found : disagreements) {
            Wish wish =
                    new Wish(found.kind(), found.location(), found.path(), found.file(), found.place(), found.users());
            byWish.computeIfAbsent(wish, absent -> new LinkedHashMap<>()).put(node, found);
        }
    }

    /** A warning for each wish. */
    List<Problem> problems() {
        return byWish.entrySet().stream()
                .map(each -> new Problem(
                        Severity.WARNING,
                        each.getKey().location(),
                        each.getKey().path().isEmpty()
                                ? NodeNames.paths(each.getValue().keySet())
                                : each.getKey().path(),
                        message(each.getKey(), each.getValue())))
                .sorted(Problem.FILE_ORDER)
                .toList();
    }

    private String message(Wish wish, Map<String, Disagreement> byNode) {
        String overlay = byNode.values().iterator().next().overlay();
        String users = shown(wish, wish.users());
        String plugins = plugins(wish, byNode);
        return switch (wish.kind()) {
            case SET ->
                wish.place() + " is " + users + " here, and " + overlay
                        + (isNothing(byNode) ? " replaces what it stands in" : " sets " + plugins)
                        + "; to keep yours, say so under edits, or list " + wish.file() + " under as-is";
            case AS_IS ->
                wish.place() + (wish.users().isEmpty() ? " is not there" : " stays " + users)
                        + ", for the file is listed under as-is; " + overlay
                        + (isNothing(byNode) ? " would have replaced what it stands in" : " would have set " + plugins);
            case EDIT ->
                wish.file() + ": " + wish.place() + ": "
                        + (wish.users().isEmpty() ? "its absence" : users) + " wins over " + plugins + ", which "
                        + overlay + " has set" + NodeNames.inBrackets(byNode.keySet());
            case WHOLE_FILE -> "stays as you brought it; " + overlay + " would have written " + wish.file();
        };
    }

    private static boolean isNothing(Map<String, Disagreement> byNode) {
        return byNode.values().stream().allMatch(found -> found.plugins().isEmpty());
    }

    /** One value if all nodes have the same, else each with its node. */
    private String plugins(Wish wish, Map<String, Disagreement> byNode) {
        Map<String, String> shown = new LinkedHashMap<>();
        byNode.forEach((node, found) -> shown.put(node, shown(wish, found.plugins())));
        return shown.values().stream().distinct().count() == 1
                ? shown.values().iterator().next()
                : shown.entrySet().stream()
                        .map(each -> each.getValue() + " on " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    private String shown(Wish wish, Optional<String> value) {
        return value.map(text -> masking.value(wish.place(), text)).orElse("nothing");
    }
}
