package io.github.apim.rules;

import io.github.apim.deployment.Acceptance;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the rules of all families find in one deployment: each finding once, and without what the descriptor accepts. Not
 * for use by several threads.
 */
public final class Findings {

    private final Deployment deployment;
    private final Consumer<String> accepted;
    private final Set<Problem> known = new HashSet<>();
    private final Set<Acceptance> used = new HashSet<>();
    private final Set<String> checked = new HashSet<>();
    private final Set<String> continued = new HashSet<>();

    /** @param accepted is told of what is found and accepted, a line for each */
    public Findings(Deployment deployment, Consumer<String> accepted) {
        this.deployment = deployment;
        this.accepted = accepted;
    }

    /** The breaches of these rules that have not been found before and are not accepted, in the descriptor's order. */
    public <C> List<Problem> check(List<Rule<C>> rules, C context) {
        for (Rule<C> rule : rules) {
            checked.add(rule.id());
            if (rule.isContinued()) {
                continued.add(rule.id());
            }
        }
        List<Problem> left = new ArrayList<>();
        for (Problem problem : Rules.check(rules, context)) {
            if (known.add(problem) && !isAccepted(problem)) {
                left.add(problem);
            }
        }
        return left;
    }

    private boolean isAccepted(Problem problem) {
        List<Acceptance> fitting = deployment.accepted().stream()
                .filter(acceptance -> covers(acceptance, problem))
                .toList();
        used.addAll(fitting);
        fitting.stream()
                .findFirst()
                .ifPresent(acceptance -> accepted.accept(problem + ", accepted because: " + acceptance.because()));
        return !fitting.isEmpty();
    }

    private boolean covers(Acceptance acceptance, Problem problem) {
        return acceptance.rule().equals(problem.rule())
                && (acceptance.scopes().isEmpty()
                        || node(problem).filter(acceptance::concerns).isPresent());
    }

    /** The node at which a problem is told; nodes' names have no dots. */
    private Optional<Node> node(Problem problem) {
        return deployment.nodes().stream()
                .filter(node -> (problem.path() + ".").startsWith("nodes." + node.name() + "."))
                .findFirst();
    }

    /**
     * What the descriptor accepts in vain, to be asked when the rules have looked at the whole deployment. Of rules that
     * another goal goes on with it cannot be known.
     */
    public List<Problem> unused() {
        return deployment.accepted().stream()
                .filter(acceptance -> checked.contains(acceptance.rule())
                        && !continued.contains(acceptance.rule())
                        && !used.contains(acceptance))
                .map(acceptance -> new Problem(
                        Severity.WARNING,
                        acceptance.location(),
                        acceptance.path(),
                        "rule " + acceptance.rule() + " finds nothing "
                                + acceptance
                                        .scopes()
                                        .map(scopes -> "for " + String.join(", ", scopes))
                                        .orElse("in this deployment")
                                + ", so there is nothing to accept; it would hide the next breach; remove it"))
                .toList();
    }
}
