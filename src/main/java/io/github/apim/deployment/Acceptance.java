package io.github.apim.deployment;

import java.util.List;
import java.util.Optional;

/**
 * What a rule finds and the user lives with, for a reason.
 *
 * @param rule     the id of the rule
 * @param scopes   the roles and nodes that it is accepted for; empty means whatever the rule is about
 * @param because  the reason
 * @param location where the descriptor says so
 * @param path     the YAML path of it, for messages: {@code accept[0]}
 */
public record Acceptance(String rule, Optional<List<String>> scopes, String because, Location location, String path) {

    public Acceptance {
        scopes = scopes.map(List::copyOf);
    }

    /** Whether it is meant for this node, too. */
    public boolean concerns(Node node) {
        return scopes.filter(names -> !names.contains(Scopes.ALL)
                        && !names.contains(node.role().key())
                        && !names.contains(node.name()))
                .isEmpty();
    }
}
