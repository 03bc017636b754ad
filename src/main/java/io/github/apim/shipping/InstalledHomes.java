package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.Shipping.Destination;
import io.github.apim.manifest.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds what {@code current} points at on the machines to its manifest, all machines at a time; changes nothing there. */
public final class InstalledHomes {

    private final Shipping shipping;
    private final Connector connector;
    private final int machines;
    private final Map<Node, Verification> verified = new ConcurrentHashMap<>();
    private final Map<Node, String> failures = new ConcurrentHashMap<>();

    private final BuiltManifests built;

    /**
     * @param machines     how many are asked at a time
     * @param outputFolder where the tarballs were built, or nothing is
     */
    public InstalledHomes(Shipping shipping, SshConnector connector, int machines, Path outputFolder) {
        this(shipping, (Connector) connector, machines, outputFolder);
    }

    InstalledHomes(Shipping shipping, Connector connector, int machines, Path outputFolder) {
        this.shipping = shipping;
        this.connector = connector;
        this.machines = machines;
        this.built = new BuiltManifests(outputFolder);
    }

    /**
     * What was found.
     *
     * @param verified in the order of the nodes, without those that could not be verified
     * @param failures why, in the order of the nodes
     */
    public record Result(List<Verification> verified, List<String> failures) {}

    public Result verify(List<Node> nodes) {
        Map<Destination, List<Node>> places = Machines.of(shipping, nodes);
        SideBySide.run(machines, places.entrySet(), entry -> verify(entry.getKey(), entry.getValue()));
        return new Result(
                nodes.stream().map(verified::get).filter(Objects::nonNull).toList(),
                nodes.stream()
                        .filter(failures::containsKey)
                        .map(node -> node.name() + ": " + failures.get(node))
                        .toList());
    }

    private void verify(Destination destination, List<Node> nodes) {
        String name = KnownHosts.name(destination.host(), destination.port());
        try (Machine machine = connector.connect(destination)) {
            for (Node node : nodes) {
                try {
                    verified.put(node, verify(machine, name, node));
                } catch (RemoteException | RuntimeException problem) {
                    fail(node, problem);
                }
            }
        } catch (IOException | RuntimeException problem) {
            nodes.stream()
                    .filter(node -> !verified.containsKey(node) && !failures.containsKey(node))
                    .forEach(node -> fail(node, problem));
        }
    }

    private Verification verify(Machine machine, String name, Node node) throws IOException {
        NodeOnMachine place = new NodeOnMachine(
                machine, node.name(), shipping.destination(node).directory());
        Optional<String> current = place.look("", 0).current();
        if (current.isEmpty()) {
            throw new ShippingException("nothing is installed in " + place.directory() + "/" + node.name() + " on "
                    + name + "; install it with apim:ship -Dapim.install -Dapim.node=" + node.name());
        }
        String release = place.directory() + "/" + node.name() + "/releases/" + current.get();
        Verification found = Verification.of(
                name + ":" + place.directory() + "/" + node.name() + "/current", RemoteHome.of(machine, release));
        if (!found.manifest().node().name().equals(node.name())) {
            throw new ShippingException(found.home() + " is "
                    + found.manifest().node().name() + ", not " + node.name() + "; ship and install it again");
        }
        return built.hold(found, current.get());
    }

    private void fail(Node node, Exception problem) {
        failures.put(node, Reason.of(problem));
    }
}
