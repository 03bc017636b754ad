package io.github.apim.deployment;

import io.github.apim.product.Role;
import java.util.List;
import java.util.stream.Stream;

/** Whom an entry of the descriptor concerns: every node, the nodes of a role, or one node. */
public final class Scopes {

    public static final String ALL = "all";

    private Scopes() {}

    /**
     * The scope as records have it: a role by its key, whichever of its names the user chose. A name that a role and a
     * node have in common is the role's.
     */
    public static String of(String name) {
        return Role.of(name).map(Role::key).orElse(name);
    }

    /**
     * The scopes that a node is in, the widest first: what is said of a later one goes over what is said before. Where
     * there is but one kind of gateways, they are meant by the name of those that were workers once, too.
     */
    public static List<String> of(Node node) {
        Stream<String> former = node.role() == Role.GATEWAY ? Stream.of(Role.GATEWAY_WORKER.key()) : Stream.empty();
        return Stream.of(Stream.of(ALL), former, Stream.of(node.role().key(), node.name()))
                .flatMap(scopes -> scopes)
                .distinct()
                .toList();
    }

    /** Whether what is said of a scope is said of a node. */
    static boolean covers(String scope, Node node) {
        return of(node).contains(scope);
    }
}
