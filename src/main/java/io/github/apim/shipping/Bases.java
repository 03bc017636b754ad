package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The bases on one machine, which several of its nodes lie over: each is looked for, and sent, once in a run. */
final class Bases {

    private final Machine machine;
    private final String name;
    private final ShippingListener listener;
    /** Those that need not be looked for again, with the folder that they are in. */
    private final Set<String> known = new HashSet<>();

    /** @param name of the machine, for messages */
    Bases(Machine machine, String name, ShippingListener listener) {
        this.machine = machine;
        this.name = name;
        this.listener = listener;
    }

    /**
     * Sends a base if the machine has it not.
     *
     * @param node for which
     */
    void bring(Tarball base, String directory, Node node) throws IOException {
        if (known.contains(key(base, directory))) {
            return;
        }
        NodeOnMachine place = new NodeOnMachine(machine, base.name(), directory);
        MachineState state = place.look(base.sha256(), base.size());
        if (state.tarball()) {
            listener.step(node, "its base " + base.name() + " is on " + name + " already");
        } else {
            listener.step(node, "needs its base " + base.name() + " on " + name + ", which is sent once for all nodes");
            new Upload(place, node, name, base, listener).run(state);
        }
        known.add(key(base, directory));
    }

    /** Tells in a dry run whether a base would be sent. */
    void tell(Tarball base, String directory, Node node) throws IOException {
        if (!known.add(key(base, directory))) {
            return;
        }
        MachineState state = new NodeOnMachine(machine, base.name(), directory).look(base.sha256(), base.size());
        listener.step(
                node,
                "its base " + base.name()
                        + (state.tarball()
                                ? " is on " + name + " already"
                                : " would be sent to " + name + ":" + directory + " before it, "
                                        + Megabytes.of(base.size())));
    }

    private static String key(Tarball base, String directory) {
        return directory + "\0" + base.name() + "\0" + base.sha256();
    }
}
