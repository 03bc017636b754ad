package io.github.apim.database;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.JdbcUrl;
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
 * What the nodes need of one database server, made of the same model as their datasources (matrix §1.1, M16).
 *
 * @param url         of the server, without a schema
 * @param databases   in the order in which they are made
 * @param clients     the machines that connect, with each user that they do it as, in the descriptor's order
 * @param connections the most that all pools together may open (matrix §1.6)
 */
public record DatabaseLayout(String url, List<Database> databases, List<Client> clients, int connections) {

    /**
     * A database of the server.
     *
     * @param user    the name of the nodes' user
     * @param schemas what it is used for; more than one only where the descriptor gives two the same name
     */
    public record Database(String name, String user, Set<SharedSchema> schemas) {}

    /**
     * A user on a machine as the server sees it.
     *
     * @param host      its address, or its name where the descriptor gives no address; empty for wherever it comes from
     * @param nodes     the nodes on it that have datasources with this user
     * @param databases the databases that these nodes use as this user
     */
    public record Client(String host, Credentials user, List<String> nodes, Set<String> databases) {}

    private record ClientKey(String host, String user) {}

    /** What these nodes of a deployment need, a layout for each server that they use. */
    public static List<DatabaseLayout> all(Deployment deployment, List<Node> nodes) {
        Map<String, List<SharedSchema>> byServer = new LinkedHashMap<>();
        for (SharedSchema schema : SharedSchema.values()) {
            if (nodes.stream()
                    .anyMatch(node -> SharedSchema.of(deployment, node.role()).contains(schema))) {
                String url = schema.in(deployment.databases()).url();
                String server = byServer.keySet().stream()
                        .filter(known -> JdbcUrl.isSameServer(known, url))
                        .findFirst()
                        .orElse(url);
                byServer.computeIfAbsent(server, absent -> new ArrayList<>()).add(schema);
            }
        }
        return byServer.entrySet().stream()
                .map(server -> of(server.getKey(), server.getValue(), deployment, nodes))
                .toList();
    }

    private static DatabaseLayout of(String url, List<SharedSchema> here, Deployment deployment, List<Node> nodes) {
        Map<String, Database> databases = new LinkedHashMap<>();
        for (SharedSchema schema : here) {
            Databases.Schema own = schema.in(deployment.databases());
            databases
                    .computeIfAbsent(
                            own.name(),
                            name -> new Database(name, own.credentials().username(), new TreeSet<>()))
                    .schemas()
                    .add(schema);
        }
        Map<ClientKey, Client> clients = new LinkedHashMap<>();
        int pools = 0;
        for (Node node : nodes) {
            for (SharedSchema schema : SharedSchema.of(deployment, node.role())) {
                if (here.contains(schema)) {
                    add(node, ClientHost.of(url, node), schema.in(deployment.databases()), clients);
                    pools++;
                }
            }
        }
        return new DatabaseLayout(
                url, List.copyOf(databases.values()), List.copyOf(clients.values()), pools * SharedSchema.POOL_SIZE);
    }

    private static void add(Node node, String host, Databases.Schema schema, Map<ClientKey, Client> clients) {
        Client client = clients.computeIfAbsent(
                new ClientKey(host, schema.credentials().username()),
                key -> new Client(host, schema.credentials(), new ArrayList<>(), new LinkedHashSet<>()));
        if (!client.nodes().contains(node.name())) {
            client.nodes().add(node.name());
        }
        client.databases().add(schema.name());
    }

    /** The nodes' user on the first machine that uses a database: who owns what acts with somebody's rights. */
    String owner(Dialect dialect, String database) {
        return clients.stream()
                .filter(client -> client.databases().contains(database))
                .findFirst()
                .map(client -> dialect.account(client.user().username(), client.host()))
                .orElseThrow(() -> new IllegalArgumentException("no machine uses " + database));
    }
}
