package io.github.apim.assembly;

import io.github.apim.deployment.Location;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what is found in the plans of nodes, so that what several of them have in common is told once. */
final class CommonFindings {

    private static final Pattern NODE = Pattern.compile("nodes\\.([^.\\[]+)");

    /** What a finding says, whichever node it was found on. */
    private record Saying(Severity severity, Location location, String path, String message, String rule) {}

    private final Map<Saying, Set<String>> nodes = new LinkedHashMap<>();

    /** Adds what was found in a node's plan; its path names the node or something that the node shares with others. */
    void add(Problem problem, String node) {
        Matcher whole = NODE.matcher(problem.path());
        String path = whole.matches() && whole.group(1).equals(node) ? "" : problem.path();
        nodes.computeIfAbsent(
                        new Saying(problem.severity(), problem.location(), path, problem.message(), problem.rule()),
                        absent -> new LinkedHashSet<>())
                .add(node);
    }

    /** Adds what rules found: the path of each names its node. */
    void addAll(Collection<Problem> problems) {
        for (Problem problem : problems) {
            Matcher whole = NODE.matcher(problem.path());
            add(problem, whole.lookingAt() ? whole.group(1) : "");
        }
    }

    /** All findings by their places, each once with the names of all nodes that it was found on. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        nodes.forEach((saying, names) -> problems.add(problem(saying, names)));
        return problems.stream().sorted(Problem.FILE_ORDER).toList();
    }

    private static Problem problem(Saying saying, Set<String> names) {
        String path = saying.path();
        String message = saying.message();
        if (path.isEmpty()) {
            path = NodeNames.paths(names);
        } else if (!path.startsWith("nodes.") && !names.equals(Set.of(""))) {
            message += NodeNames.inBrackets(names);
        }
        return new Problem(saying.severity(), saying.location(), path, message, saying.rule());
    }
}
