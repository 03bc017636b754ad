package io.github.apim.database;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.topology.SharedSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the nodes need of the database server, made of the same model as their datasources (matrix §1.1, M16).
 *
 * @param user        the database user that all nodes have in common
 * @param databases   in the order in which they are made
 * @param clients     the machines that connect, in the descriptor's order
 * @param connections the most that all pools together may open (matrix §1.6)
 */
public record DatabaseLayout(String user, List<Database> databases, List<Client> clients, int connections) {

    /**
     * A database of the server.
     *
     * @param schemas what it is used for; more than one only where the descriptor gives two the same name
     */
    public record Database(String name, Set<SharedSchema> schemas) {}

    /**
     * A machine as the server sees it.
     *
     * @param host      its address, or its name where the descriptor gives no address
     * @param nodes     the nodes on it that have datasources
     * @param databases the databases that these nodes use
     */
    public record Client(String host, List<String> nodes, Set<String> databases) {}

    /** What these nodes of a deployment need. */
    public static DatabaseLayout of(Deployment deployment, List<Node> nodes) {
        Map<String, Set<SharedSchema>> uses = new LinkedHashMap<>();
        Map<String, List<String>> names = new LinkedHashMap<>();
        Map<String, Set<String>> grants = new LinkedHashMap<>();
        int pools = 0;
        for (SharedSchema schema : SharedSchema.values()) {
            for (Node node : nodes) {
                if (SharedSchema.of(deployment, node.role()).contains(schema)) {
                    uses.computeIfAbsent(schema.name(deployment.databases()), absent -> new TreeSet<>())
                            .add(schema);
                }
            }
        }
        for (Node node : nodes) {
            List<SharedSchema> schemas = SharedSchema.of(deployment, node.role());
            if (!schemas.isEmpty()) {
                String host = ClientHost.of(deployment, node);
                names.computeIfAbsent(host, absent -> new ArrayList<>()).add(node.name());
                Set<String> databases = grants.computeIfAbsent(host, absent -> new LinkedHashSet<>());
                schemas.forEach(schema -> databases.add(schema.name(deployment.databases())));
                pools += schemas.size();
            }
        }
        return new DatabaseLayout(
                deployment.databases().credentials().username(),
                uses.entrySet().stream()
                        .map(use -> new Database(use.getKey(), use.getValue()))
                        .toList(),
                names.keySet().stream()
                        .map(host -> new Client(host, names.get(host), grants.get(host)))
                        .toList(),
                pools * SharedSchema.POOL_SIZE);
    }

    /** The nodes' user on the first machine that uses a database: who owns what acts with somebody's rights. */
    String owner(Dialect dialect, String database) {
        return clients.stream()
                .filter(client -> client.databases().contains(database))
                .findFirst()
                .map(client -> dialect.account(user, client.host()))
                .orElseThrow(() -> new IllegalArgumentException("no machine uses " + database));
    }

    /** Whether no node uses the server at all. */
    public boolean isEmpty() {
        return databases.isEmpty();
    }
}
