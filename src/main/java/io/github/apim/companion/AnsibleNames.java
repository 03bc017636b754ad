package io.github.apim.companion;

import io.github.apim.product.Role;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How nodes and groups are called in Ansible. Groups have a {@code _}, which the names of nodes never have: no node is
 * taken for a group.
 */
final class AnsibleNames {

    /** All nodes. */
    static final String ALL = "apim_nodes";

    /** What means the same to Ansible in a file, in a pattern and on a command line. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");

    /** Names that Ansible has given away. */
    private static final Set<String> TAKEN = Set.of("all", "ungrouped", "localhost");

    private AnsibleNames() {}

    /** A node as a host of the inventory: its name, or one made of it, different for each. */
    static String host(String node) {
        if (PLAIN.matcher(node).matches() && !TAKEN.contains(node)) {
            return node;
        }
        StringBuilder name = new StringBuilder("node_");
        node.codePoints()
                .forEach(letter -> name.append(
                        letter < 128 && Character.isLetterOrDigit(letter)
                                ? Character.toString(letter)
                                : String.format(Locale.ROOT, "_%x_", letter)));
        return name.toString();
    }

    /** The nodes of a role. */
    static String group(Role role) {
        return "apim_" + role.key().replace('-', '_');
    }

    /** The nodes that are started one after the other, before those of the next step. */
    static String step(int stage) {
        return "apim_step_" + (stage + 1);
    }
}
