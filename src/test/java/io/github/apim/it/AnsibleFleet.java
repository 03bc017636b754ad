package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.companion.DeploymentFolder;
import io.github.apim.companion.Surroundings;
import io.github.apim.deployment.Shipping;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.shipping.Journal;
import io.github.apim.shipping.NodePorts;
import io.github.apim.shipping.Shipment;
import io.github.apim.shipping.ShippingRequest;
import io.github.apim.shipping.ShippingRequest.Action;
import io.github.apim.shipping.SshConnector;
import io.github.apim.testing.Command;
import io.github.apim.testing.FreePorts;
import io.github.apim.testing.Need;
import io.github.apim.testing.SshServer;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestHome;
import io.github.apim.topology.Topology;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two machines on loopback with two nodes each, the deployment folder that is written for them, and an Ansible. */
final class AnsibleFleet implements Closeable {

    static final List<String> NODES = List.of("worker-1", "worker-2", "store", "km");

    private static final String DESCRIPTOR = """
            packs: { api-manager: am.zip }
            databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
            shipping:
              user: USER
              key: "KEY"
              known-hosts: "KNOWN_HOSTS"
              MORE
              nodes:
                worker-1: { port: SECOND_PORT, directory: FOLDER/second }
                worker-2: { port: SECOND_PORT, directory: FOLDER/second }
                store:    { port: FIRST_PORT, directory: FOLDER/first }
                km:       { port: FIRST_PORT, directory: FOLDER/first }
            nodes:
              worker-1: { role: gateway-worker, host: w.test, address: 127.0.0.2, offset: OFFSET0 }
              worker-2: { role: gateway-worker, host: w.test, address: 127.0.0.2, offset: OFFSET1 }
              store:    { role: store,          host: f.test, address: 127.0.0.1, offset: OFFSET2 }
              km:       { role: key-manager,    host: f.test, address: 127.0.0.1, offset: OFFSET3 }
            """;

    private static final List<Integer> PORTS = List.of(9443, 9763, 8243, 8280);
    /** With these the ports are above those of {@link FreePorts} and below those of outgoing connections. */
    private static final int LEAST_OFFSET = 12_000;

    private static final int MOST_OFFSET = 23_000;
    private static final Duration PATIENCE = Ansible.PATIENCE;

    private final Path folder;
    private final Path key;
    private final Path knownHosts;
    private final SshServer first;
    private final SshServer second;
    private final List<Integer> offsets = freeOffsets();
    private String more = "agent: false";
    private String sealed = "";

    /** @param secrets the folder of the key and of the host keys, of any name */
    AnsibleFleet(Path folder, String secrets) throws IOException {
        this.folder = folder;
        Path own = Files.createDirectories(folder.resolve(secrets));
        key = SshServer.newKey(own.resolve("key"), "ed25519", "");
        first = SshServer.start(folder.resolve("sshd-1"), "127.0.0.1", Path.of(key + ".pub"));
        second = SshServer.start(folder.resolve("sshd-2"), "127.0.0.2", Path.of(key + ".pub"));
        knownHosts = Files.writeString(own.resolve("known_hosts"), first.knownHost() + second.knownHost());
        Files.createDirectories(directory("km"));
        Files.createDirectories(directory("worker-1"));
    }

    /** With another line in {@code shipping}. */
    AnsibleFleet shipping(String line) {
        more += "\n  " + line;
        return this;
    }

    /** With a secure vault, whose key store nobody opens here. */
    AnsibleFleet sealed() {
        sealed =
                "key-stores: { identity: { path: apim.jks, alias: apim, credentials: apim-svn } }\nsecure-vault: true\n";
        return this;
    }

    /** Encrypts variables of all nodes with a password that this file holds. */
    void vault(Path password, String variables) throws IOException, InterruptedException {
        Path file = ansible().resolve("group_vars/apim_nodes/vault.yml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, variables);
        Command.Result result = new Command(folder, PATIENCE)
                .with("HOME", folder.toString())
                .run(List.of(
                        Need.ANSIBLE_PLAYBOOK
                                .path()
                                .resolveSibling("ansible-vault")
                                .toString(),
                        "encrypt",
                        "--vault-password-file",
                        password.toString(),
                        file.toString()));
        assertThat(result.code()).as("%s", result.err()).isZero();
    }

    /** With the second machine as the jump host. */
    AnsibleFleet throughTheSecondMachine() {
        return shipping("jump: { host: " + second.address() + ", port: " + second.port() + " }");
    }

    /** How many connections the second machine has let in. */
    long connectionsOfTheSecondMachine() throws IOException {
        return Files.readAllLines(folder.resolve("sshd-2/sshd.log")).stream()
                .filter(line -> line.startsWith("Accepted publickey"))
                .count();
    }

    /** Writes the deployment folder; the machines' checks are ones that these machines pass. */
    AnsibleFleet companions() throws IOException {
        DeploymentFolder.write(folder.resolve("target/apim"), Surroundings.of(deployment()), () -> {});
        check("127.0.0.1", "exit 0\n");
        check("127.0.0.2", "exit 0\n");
        return this;
    }

    void check(String machine, String script) throws IOException {
        Files.writeString(
                folder.resolve("target/apim/deployment/prerequisites/" + machine + "/check.sh"),
                "#!/bin/sh\n" + script);
    }

    private TestDeployment deployment() throws IOException {
        String text = DESCRIPTOR
                .replace("USER", System.getProperty("user.name"))
                .replace("KEY", yaml(key))
                .replace("KNOWN_HOSTS", yaml(knownHosts))
                .replace("MORE", more)
                .replace("FIRST_PORT", "" + first.port())
                .replace("SECOND_PORT", "" + second.port())
                .replace("FOLDER", folder.resolve("machines").toString());
        text = text.replace("\nnodes:\n", "\n" + sealed + "nodes:\n");
        for (int i = 0; i < NODES.size(); i++) {
            text = text.replace("OFFSET" + i, "" + offsets.get(i));
        }
        return TestDeployment.in(folder, folder, text);
    }

    private static String yaml(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** A home of a node that listens to the node's ports when it is started. */
    TestHome home(String node, String version) {
        int offset = offsets.get(NODES.indexOf(node));
        return TestHome.of(events(), version)
                .called(node)
                .listeningTo(PORTS.stream().map(port -> "" + (port + offset)).collect(Collectors.joining(" ")));
    }

    /** Builds all nodes in that version. */
    Map<String, String> build(String version) throws IOException {
        Map<String, String> releases = new HashMap<>();
        for (String node : NODES) {
            releases.put(node, home(node, version).write(tarballs(), node));
        }
        return releases;
    }

    Path tarballs() {
        return folder.resolve("target/apim");
    }

    Path ansible() {
        return tarballs().resolve("deployment/ansible");
    }

    /** The folder on the machine that holds a node's home. */
    Path directory(String node) {
        return folder.resolve("machines").resolve(node.startsWith("worker") ? "second" : "first");
    }

    Path current(String node) {
        return directory(node).resolve(node).resolve("current");
    }

    String version(String node) throws IOException {
        return Files.readString(current(node).resolve("repository/conf/version.txt"));
    }

    /** What the launchers were asked for, in that order. */
    List<String> takeEvents() throws IOException {
        List<String> lines = Files.exists(events()) ? Files.readAllLines(events()) : List.of();
        Files.deleteIfExists(events());
        return lines;
    }

    private Path events() {
        return folder.resolve("events");
    }

    /** Runs a playbook. */
    Ansible.Run play(String... arguments) throws IOException, InterruptedException {
        return new Ansible(folder, ansible()).play(arguments);
    }

    /** Runs a program of Ansible where {@code ansible.cfg} lies. */
    Command.Result run(Need program, String... arguments) throws IOException, InterruptedException {
        return new Ansible(folder, ansible()).run(program, arguments);
    }

    /** Lets {@code apim:ship} install everything. */
    void shipAndInstall() throws IOException {
        ReadResult read = deployment().read();
        Shipping shipping = read.deployment().shipping().orElseThrow();
        Journal listener = new Journal();
        new Shipment(
                        new ShippingRequest(
                                shipping,
                                read.deployment().nodes(),
                                tarballs(),
                                tarballs().resolve("deployment/prerequisites"),
                                Action.INSTALL,
                                Optional.empty(),
                                false,
                                false,
                                2,
                                Map.of(),
                                PATIENCE,
                                NodePorts.ofServices(new Topology(read.deployment()))),
                        new SshConnector(shipping, false, folder, Optional.empty(), listener),
                        listener)
                .run();
    }

    /** Offsets under which all ports of a node are free, anywhere, for other fleets look for theirs at the same time. */
    private static List<Integer> freeOffsets() {
        List<Integer> offsets = new ArrayList<>(
                IntStream.range(LEAST_OFFSET, MOST_OFFSET).boxed().toList());
        Collections.shuffle(offsets);
        List<Integer> free = offsets.stream()
                .filter(offset -> PORTS.stream().allMatch(port -> FreePorts.isFree(port + offset)))
                .limit(NODES.size())
                .toList();
        if (free.size() < NODES.size()) {
            throw new IllegalStateException("there are no free ports");
        }
        return free;
    }

    /** Ends the servers that launchers have started, and the machines. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("machines"))) {
            for (Path pid : files.filter(file -> file.endsWith("server.pid")).toList()) {
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        first.close();
        second.close();
    }
}
