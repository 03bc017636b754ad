package io.github.apim.shipping;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Shipping;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.shipping.ShippingRequest.Action;
import io.github.apim.testing.SshServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Some machines on loopback, a node on each, and a key that all of them take. */
final class Fleet implements Closeable {

    /** Far more than a start takes, on a machine that is busy with something else, too. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Map<String, SshServer> machines = new LinkedHashMap<>();
    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final Map<String, Path> directories = new HashMap<>();
    private final Set<String> ownHosts = new HashSet<>();
    private final StringBuilder more = new StringBuilder();

    /** How the next runs differ from the usual. */
    private boolean acceptNewHostKeys;

    private boolean dryRun;
    private Optional<Path> passwordFolder = Optional.empty();
    private String password = "";
    private boolean restart;
    private Optional<String> release = Optional.empty();
    private Optional<Path> agent = Optional.empty();
    private Duration silence = Duration.ofMinutes(5);
    private NodePorts ports = node -> List.of();

    Fleet(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        SshServer.newKey(key(), "ed25519", "");
        Files.createFile(knownHosts());
    }

    /** A machine with a server of its own, and a node on it. */
    Fleet machine(String node, String role) throws IOException {
        return machine(node, role, "127.0.0." + (machines.size() + 1));
    }

    /** A machine at an address of this computer. */
    Fleet machine(String node, String role, String address) throws IOException {
        SshServer server = SshServer.start(folder.resolve("sshd-" + node), address, Path.of(key() + ".pub"));
        machines.put(node, server);
        Files.writeString(knownHosts(), Files.readString(knownHosts()) + server.knownHost());
        return node(node, role, server);
    }

    /** Another node on a machine that there is, in the same folder. */
    Fleet beside(String other, String node, String role) throws IOException {
        directories.put(node, directory(other));
        return node(node, role, machine(other));
    }

    private Fleet node(String node, String role, SshServer server) throws IOException {
        Files.createDirectories(directory(node));
        nodes.put(
                node,
                "  " + node + ": { role: " + role + ", host: n" + nodes.size() + ".internal, address: \""
                        + server.address() + "\", offset: " + nodes.size() + " }\n");
        machines.putIfAbsent(node, server);
        return this;
    }

    /** The descriptor knows a node's machine by another address than SSH does. */
    Fleet called(String node, String address) {
        nodes.put(node, nodes.get(node).replaceFirst("address: \"[^\"]*\"", "address: \"" + address + "\""));
        ownHosts.add(node);
        return this;
    }

    /** With further lines in {@code shipping}. */
    Fleet shipping(String lines) {
        more.append("  ").append(lines).append('\n');
        return this;
    }

    /** Lets a key in everywhere. */
    Fleet authorize(Path key) throws IOException {
        for (SshServer server : machines.values()) {
            server.authorize(Path.of(key + ".pub"));
        }
        return this;
    }

    Fleet acceptingNewHostKeys() {
        acceptNewHostKeys = true;
        return this;
    }

    Fleet dryRun(boolean dry) {
        dryRun = dry;
        return this;
    }

    Fleet restart(NodePorts awaited) {
        restart = true;
        ports = awaited;
        return this;
    }

    Fleet goingBackTo(String digits) {
        release = Optional.of(digits);
        return this;
    }

    /** How long a machine may be silent until that is told. */
    Fleet silence(Duration patience) {
        silence = patience;
        return this;
    }

    /** Lets a node's machine run something else than what is asked for, which is in {@code $SSH_ORIGINAL_COMMAND}. */
    Fleet running(String node, String command) throws IOException {
        machine(node)
                .authorize(Files.writeString(
                        folder.resolve("forced"),
                        "command=\"" + command.replace("\"", "\\\"") + "\" "
                                + Files.readString(Path.of(key() + ".pub"))));
        return this;
    }

    Fleet agent(Path socket) {
        agent = Optional.of(socket);
        return this;
    }

    Path key() {
        return folder.resolve("key");
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    Path tarballs() {
        return folder.resolve("target/apim");
    }

    /** Where the check of a machine belongs, for the name of its folder. */
    Path check(String machine) throws IOException {
        return Files.createDirectories(
                        tarballs().resolve("deployment/prerequisites").resolve(machine))
                .resolve("check.sh");
    }

    /** The folder that a node's machine keeps it in. */
    Path directory(String node) {
        return directories.getOrDefault(node, folder.resolve("machines").resolve(node));
    }

    SshServer machine(String node) {
        return machines.get(node);
    }

    Journal ship() throws IOException {
        return run(Action.SHIP);
    }

    Journal install() throws IOException {
        return run(Action.INSTALL);
    }

    Journal rollBack() throws IOException {
        return run(Action.ROLL_BACK);
    }

    /** Runs, and returns what was said; a failure is in it too. */
    Journal run(Action action) throws IOException {
        return run(action, new Journal(), UnaryOperator.identity());
    }

    /** Holds what is installed to its manifest. */
    InstalledHomes.Result verify() throws IOException {
        Deployment deployment = deployment();
        Shipping shipping = deployment.shipping().orElseThrow();
        SshConnector connector = new SshConnector(shipping, false, folder, agent, new Journal());
        return new InstalledHomes(shipping, connector, 10, tarballs()).verify(deployment.nodes());
    }

    private Deployment deployment() throws IOException {
        return new DeploymentReader(name -> Optional.empty(), id -> Optional.empty())
                .read(descriptor())
                .deployment();
    }

    Journal run(Action action, Journal journal, UnaryOperator<Connector> connections) throws IOException {
        Deployment deployment = deployment();
        Shipping shipping = deployment.shipping().orElseThrow();
        List<Node> all = new ArrayList<>(deployment.nodes());
        ShippingRequest request = new ShippingRequest(
                shipping,
                all,
                tarballs(),
                tarballs().resolve("deployment/prerequisites"),
                action,
                release,
                restart,
                dryRun,
                10,
                passwords(all),
                START_PATIENCE,
                ports);
        SshConnector connector = new SshConnector(shipping, acceptNewHostKeys, folder, agent, journal, silence);
        try {
            new Shipment(request, connections.apply(connector), journal).run();
        } catch (ShippingException failure) {
            journal.failure = Optional.of(failure);
        }
        return journal;
    }

    /** With a password for each node, in a folder of its machine. */
    Fleet passwords(Path folderOfPasswords, String password) {
        passwordFolder = Optional.of(folderOfPasswords);
        this.password = password;
        return this;
    }

    private Map<Node, PasswordFile> passwords(List<Node> all) {
        return passwordFolder
                .map(place -> all.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                node -> new PasswordFile(
                                        place.resolve(node.name() + ".password").toString(), new Secret(password)))))
                .orElse(Map.of());
    }

    private Path descriptor() throws IOException {
        StringBuilder text = new StringBuilder("""
                packs: { api-manager: wso2am-1.9.0.zip, identity-server: is.zip, message-broker: mq.zip, bam: bam.zip }
                databases:
                  url: jdbc:mysql://10.0.0.20:3306
                  driver: driver.jar
                  credentials: { username: u, password: p }
                """);
        text.append("shipping:\n  user: ")
                .append(System.getProperty("user.name"))
                .append('\n');
        text.append("  known-hosts: ").append(knownHosts()).append('\n');
        if (!more.toString().contains("key:") && agent.isEmpty()) {
            text.append("  key: ").append(key()).append('\n');
        }
        text.append(more).append("  nodes:\n");
        for (String node : nodes.keySet()) {
            text.append("    ")
                    .append(node)
                    .append(": { port: ")
                    .append(machine(node).port())
                    .append(", directory: ")
                    .append(directory(node))
                    .append(ownHosts.contains(node) ? ", host: " + machine(node).address() : "")
                    .append(" }\n");
        }
        text.append("nodes:\n");
        nodes.values().forEach(text::append);
        return Files.writeString(folder.resolve("deployment.yaml"), text);
    }

    @Override
    public void close() {
        machines.values().stream().distinct().forEach(SshServer::close);
    }
}
