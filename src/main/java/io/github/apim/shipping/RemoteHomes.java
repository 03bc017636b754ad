package io.github.apim.shipping;

import io.github.apim.deployment.Shipping;
import io.github.apim.deployment.Shipping.Destination;
import io.github.apim.manifest.HomeTree;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Homes on machines, to be looked at: nothing is written there. */
public final class RemoteHomes implements Closeable {

    private final List<Reached> all = new ArrayList<>();
    private final List<Machine> machines = new ArrayList<>();

    private RemoteHomes() {}

    /** Opens another folder of the same machine. */
    @FunctionalInterface
    public interface Below {
        HomeTree open(String folder) throws IOException;
    }

    /**
     * A home that has been reached.
     *
     * @param name  of the node
     * @param place for messages
     * @param host  under which its machine has been reached
     * @param below opens a folder in the home's place
     */
    public record Reached(String name, String place, String host, HomeTree tree, Below below) {}

    /**
     * Lists the homes that {@code shipping.nodes} names.
     *
     * @throws ShippingException if a machine is not reached, or not named
     * @throws IOException       if a connection ends
     */
    public static RemoteHomes open(Shipping shipping, SshConnector connector) throws IOException {
        RemoteHomes homes = new RemoteHomes();
        try {
            for (String node : shipping.nodes().keySet()) {
                homes.add(
                        node,
                        shipping.destination(node)
                                .orElseThrow(() -> new ShippingException(
                                        "shipping.nodes." + node + ".host is missing: the machine that the home is on")),
                        connector);
            }
            return homes;
        } catch (IOException | RuntimeException problem) {
            homes.close();
            throw problem;
        }
    }

    private void add(String node, Destination destination, Connector connector) throws IOException {
        Machine machine = connector.connect(destination);
        machines.add(machine);
        String folder = destination.directory();
        all.add(new Reached(
                node,
                KnownHosts.name(destination.host(), destination.port()) + ":" + folder,
                destination.host(),
                RemoteHome.of(machine, folder),
                below -> RemoteHome.of(machine, folder + "/" + below)));
    }

    /** All of them, in the order of the file. */
    public List<Reached> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() throws IOException {
        for (Machine machine : machines) {
            machine.close();
        }
    }
}
