package io.github.apim.adoption;

import io.github.apim.deployment.Clustering.Scheme;
import io.github.apim.deployment.DeploymentSynchronizer.Type;
import io.github.apim.deployment.GatewayOptions;
import io.github.apim.deployment.JaggeryApplications;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.family.spi.Sign;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.SvnClient;
import io.github.apim.rules.HomeReader.Seen;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What all nodes have in common besides databases and names. */
final class Settings {

    private static final Role[] OF_API_MANAGER = {
        Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.KEY_MANAGER, Role.PUBLISHER, Role.STORE, Role.ALL_IN_ONE
    };

    private static final Set<String> CLUSTER_NUMBERS = Set.of("mcastPort", "mcastTTL", "mcastTimeout", "connTimeout");

    /** Keys of the descriptor by the names of parameters. */
    private static final Map<String, String> MULTICAST =
            Map.of("mcastAddress", "address", "mcastPort", "port", "mcastTTL", "ttl", "mcastTimeout", "timeout");

    private static final Map<String, String> EC2 = Map.of(
            "region", "region",
            "securityGroup", "security-group",
            "tagKey", "tag-key",
            "tagValue", "tag-value",
            "hostHeader", "host-header",
            "connTimeout", "connection-timeout");

    /** The overlay that manifests name where APIs are handed on in one way or another. */
    private static final String SYNCHRONIZER = "deployment-synchronizer";

    private final Guess guess;

    private Settings(Guess guess) {
        this.guess = guess;
    }

    static void find(Guess guess) throws IOException {
        Settings settings = new Settings(guess);
        settings.administrator();
        settings.userStore();
        settings.synchronizer();
        settings.keyValidation();
        settings.gateways();
        settings.applications();
        settings.clustering();
    }

    /** A value and the node that says it. */
    record Said(AdoptedNode node, Seen seen) {

        String why() {
            return node.at(seen);
        }
    }

    /** What most of the nodes say, and the first who does. */
    static Optional<Said> most(List<AdoptedNode> nodes, Sign sign, Predicate<AdoptedNode> filter) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Said> first = new LinkedHashMap<>();
        for (AdoptedNode node : nodes) {
            Optional<Seen> seen = filter.test(node) ? node.find(sign) : Optional.empty();
            seen.ifPresent(value -> {
                counts.merge(value.value(), 1, Integer::sum);
                first.putIfAbsent(value.value(), new Said(node, value));
            });
        }
        return counts.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .map(most -> first.get(most.getKey()));
    }

    private void administrator() {
        List<AdoptedNode> nodes =
                guess.nodes.stream().filter(node -> node.role() != Role.BAM).toList();
        Optional<Said> user =
                most(nodes, Sign.ADMIN_USER, node -> isChanged(node) || node.isForOwnerOnly(Sign.ADMIN_USER));
        if (user.isPresent()) {
            Said said = user.get();
            guess.put(
                    "admin.credentials",
                    guess.vault.server(
                            "apim-admin", said.seen().value(), said.node().text(Sign.ADMIN_PASSWORD), said.why()),
                    said.why());
        }
    }

    private static boolean isChanged(AdoptedNode node) {
        return node.changed(Sign.ADMIN_USER).isPresent()
                || node.changed(Sign.ADMIN_PASSWORD).isPresent();
    }

    private void userStore() {
        Optional<Said> store = most(
                guess.nodes(OF_API_MANAGER),
                Sign.USER_STORE,
                node -> node.changed(Sign.USER_STORE).isPresent());
        store.ifPresent(said -> {
            String file = "user-stores/primary.xml";
            guess.files.put(file, said.seen().value().getBytes(StandardCharsets.UTF_8));
            guess.put("user-store.file", file, said.why());
            String user = said.node().text(Sign.USER_STORE_USER);
            String password = said.node().text(Sign.USER_STORE_PASSWORD);
            if (!password.isEmpty()) {
                guess.put(
                        "user-store.credentials",
                        guess.vault.server("apim-user-store", user.isEmpty() ? "unused" : user, password, said.why()),
                        said.why());
            }
        });
    }

    private void synchronizer() throws IOException {
        List<AdoptedNode> gateways = guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.ALL_IN_ONE);
        String key = SYNCHRONIZER + ".";
        Optional<Said> repository =
                most(gateways, Sign.REPOSITORY, node -> node.says(Sign.SYNCHRONIZED, "true") && !joinsAnother(node));
        Optional<Said> directory = most(gateways, Sign.SHARED_DIRECTORY, node -> !node.says(Sign.SHARED_DIRECTORY, ""));
        if (repository.isPresent()) {
            Said said = repository.get();
            guess.put(key + "type", Type.SVN.key(), said.why());
            guess.put(key + "url", said.seen().value(), said.why());
            String user = said.node().text(Sign.REPOSITORY_USER);
            if (!user.isEmpty()) {
                guess.put(
                        key + "credentials",
                        guess.vault.server(
                                "apim-svn",
                                user,
                                said.node().text(Sign.REPOSITORY_PASSWORD),
                                said.node().at(Sign.REPOSITORY_USER)),
                        said.node().at(Sign.REPOSITORY_USER));
            }
            for (SvnClient.Jar jar : said.node().facts().svnClient().jars()) {
                client(said.node(), jar);
            }
        } else if (directory.isPresent()) {
            guess.put(key + "type", Type.SHARED_DIRECTORY.key(), directory.get().why());
            guess.put(
                    key + "directory",
                    directory.get().seen().value(),
                    directory.get().why());
        } else if (gateways.stream().anyMatch(node -> node.builtBy(SYNCHRONIZER))) {
            // No file of a server says it, for none of the servers does it.
            guess.put(key + "type", Type.RSYNC.key(), "the manifests");
            oneOrigin();
        }
        boolean svn = repository.isPresent();
        if (svn || directory.isPresent()) {
            guess.nodes(Role.GATEWAY_MANAGER).stream()
                    .filter(node -> svn
                            ? node.says(Sign.COMMITS, "false")
                            : node.says(Sign.FILLS_SHARED_DIRECTORY, "")
                                    && !node.text(Sign.SHARED_DIRECTORY).isEmpty())
                    .forEach(node -> node.standBy(node.at(svn ? Sign.COMMITS : Sign.FILLS_SHARED_DIRECTORY)));
        }
    }

    /** Of several managers that the plugin has built, one hands on what it gets; no file of a server says which. */
    private void oneOrigin() {
        List<AdoptedNode> managers = guess.nodes(Role.GATEWAY_MANAGER);
        for (AdoptedNode manager : managers) {
            boolean isFirst = managers.stream()
                    .filter(other -> isBeside(other, manager))
                    .findFirst()
                    .filter(manager::equals)
                    .isPresent();
            if (!isFirst) {
                manager.standBy("the manifests");
            }
        }
    }

    private boolean isBeside(AdoptedNode one, AdoptedNode other) {
        return guess.environments.stream()
                .allMatch(environment -> environment.gateways().contains(one.name())
                        == environment.gateways().contains(other.name()));
    }

    private boolean joinsAnother(AdoptedNode node) {
        return !guess.environments.isEmpty()
                && !guess.environments.get(0).gateways().contains(node.name());
    }

    private void client(AdoptedNode node, SvnClient.Jar jar) throws IOException {
        for (String path : node.home().tree().items().keySet()) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.startsWith(jar.folder()) && path.equals(jar.folder() + name) && jar.isNamed(name)) {
                guess.files.put("jars/" + name, node.home().tree().read(path));
                guess.client.add("jars/" + name);
            }
        }
    }

    private void keyValidation() {
        most(
                        guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.KEY_MANAGER),
                        Sign.VALIDATION_CLIENT,
                        node -> true)
                .or(() -> most(
                        guess.nodes(Role.IDENTITY_SERVER_KEY_MANAGER, Role.PUBLISHER, Role.STORE),
                        Sign.VALIDATION_CLIENT,
                        node -> true))
                .filter(said -> said.seen().value().equals("ThriftClient"))
                .ifPresent(said -> guess.put("key-validation", KeyValidation.THRIFT.key(), said.why()));
    }

    private void gateways() {
        List<AdoptedNode> gateways = guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER);
        String schema = SharedSchema.API_MANAGER.datasource();
        List<AdoptedNode> sharing = gateways.stream()
                .filter(node -> node.signs().find(Sign.DATABASE_URL, schema).isPresent())
                .toList();
        if (2 * sharing.size() > gateways.size()) {
            AdoptedNode first = sharing.get(0);
            guess.put(
                    "gateway.api-manager-database",
                    "shared",
                    first.at(first.signs().find(Sign.DATABASE_URL, schema).orElseThrow()));
        }
        most(guess.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.STORE), Sign.HOST_NAME_VERIFIER, node -> true)
                .filter(said -> !said.seen()
                        .value()
                        .equals(GatewayOptions.DEFAULT.hostnameVerifier().key()))
                .filter(said -> List.of(GatewayOptions.HostnameVerifier.values()).stream()
                        .anyMatch(known -> known.key().equals(said.seen().value())))
                .ifPresent(said ->
                        guess.put("gateway.hostname-verifier", said.seen().value(), said.why()));
    }

    private void applications() {
        for (AdoptedNode node : guess.nodes(OF_API_MANAGER)) {
            Set<String> foreign = node.facts().foreignApplications(node.role());
            for (Seen application : node.signs().all(Sign.APPLICATION)) {
                if (foreign.contains(application.value())) {
                    guess.put("jaggery-applications", JaggeryApplications.KEEP.key(), node.at(application));
                    return;
                }
            }
        }
    }

    private void clustering() {
        Optional<Said> scheme = most(guess.nodes, Sign.SCHEME, node -> node.says(Sign.CLUSTERED, "true"));
        if (scheme.isEmpty() || scheme.get().seen().value().equals(Scheme.WKA.key())) {
            return;
        }
        AdoptedNode node = scheme.get().node();
        String word = scheme.get().seen().value();
        guess.put("clustering.scheme", word, scheme.get().why());
        Map<String, String> keys = word.equals(Scheme.AWS.key()) ? EC2 : MULTICAST;
        for (Map.Entry<String, String> key : new TreeMap<>(keys).entrySet()) {
            node.signs()
                    .find(Sign.CLUSTER_PARAMETER, key.getKey())
                    .filter(seen -> !CLUSTER_NUMBERS.contains(key.getKey())
                            || seen.value().matches("[0-9]+"))
                    .filter(seen -> key.getKey().equals("mcastPort")
                            || word.equals(Scheme.AWS.key())
                            || node.changed(Sign.CLUSTER_PARAMETER, key.getKey())
                                    .isPresent())
                    .ifPresent(seen -> guess.put("clustering." + key.getValue(), seen.value(), node.at(seen)));
        }
        node.signs()
                .find(Sign.CLUSTER_PARAMETER, "accessKey")
                .filter(seen -> word.equals(Scheme.AWS.key()))
                .ifPresent(seen -> guess.put(
                        "clustering.credentials",
                        guess.vault.server(
                                "apim-aws",
                                seen.value(),
                                node.signs().text(Sign.CLUSTER_PARAMETER, "secretKey"),
                                node.at(seen)),
                        node.at(seen)));
    }

    /** Who of some nodes answers at an address. */
    static Optional<AdoptedNode> answering(List<AdoptedNode> nodes, Address address, PortPurpose port) {
        return nodes.stream().filter(node -> node.answers(address, port)).findFirst();
    }
}
