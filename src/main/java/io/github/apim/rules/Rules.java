package io.github.apim.rules;

import io.github.apim.deployment.Problem;
import java.util.ArrayList;
import java.util.List;

/** Checks rules one after the other. */
public final class Rules {

    private Rules() {}

    /** All breaches of all rules, each once, in the descriptor's order. */
    public static <C> List<Problem> check(List<Rule<C>> rules, C context) {
        List<Problem> problems = new ArrayList<>();
        for (Rule<C> rule : rules) {
            rule.check(
                    context,
                    (location, path, message) ->
                            problems.add(new Problem(rule.severity(), location, path, message, rule.id())));
        }
        return problems.stream().distinct().sorted(Problem.FILE_ORDER).toList();
    }
}
