package io.github.apim.adoption;

import io.github.apim.deployment.Scopes;
import io.github.apim.product.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes of homes' names such that a descriptor takes: a folder may be called as it likes, a node may not. */
final class NodeNames {

    private static final int LONGEST = 63;

    /** Leaves room for a number behind it. */
    private static final int LONGEST_BEFORE_NUMBER = LONGEST - 4;

    private NodeNames() {}

    /** Gives other names to the nodes whose names would be refused, when their roles are known. */
    static void settle(Guess guess) {
        Set<String> taken = new HashSet<>();
        // A name that is right already goes before one that would only become the same.
        List<AdoptedNode> right = guess.nodes.stream()
                .filter(NodeNames::isRight)
                .filter(node -> taken.add(node.name()))
                .toList();
        for (AdoptedNode node : guess.nodes) {
            if (!right.contains(node)) {
                node.rename(free(plain(node.name()), node.role(), taken));
                taken.add(node.name());
                guess.notes.add(node.home() + " is the node " + node.name() + ", for the name of a node has lower-case"
                        + " letters, digits and '-' only, and is no other node's and no other role's");
            }
        }
    }

    private static boolean isRight(AdoptedNode node) {
        return node.built().isPresent()
                || plain(node.name()).equals(node.name()) && !isReserved(node.name(), node.role());
    }

    private static String free(String wanted, Role role, Set<String> taken) {
        String name = wanted;
        for (int number = 1; taken.contains(name) || isReserved(name, role); number++) {
            name = wanted.substring(0, Math.min(wanted.length(), LONGEST_BEFORE_NUMBER)) + "-" + number;
        }
        return name;
    }

    /** Overlays and edits would mean somebody else by it. */
    private static boolean isReserved(String name, Role role) {
        return name.equals(Scopes.ALL)
                || Role.of(name).filter(namesake -> namesake != role).isPresent();
    }

    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        plain = plain.substring(0, Math.min(plain.length(), LONGEST)).replaceAll("^-|-$", "");
        return plain.isEmpty() ? "node" : plain;
    }
}
