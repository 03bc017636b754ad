package io.github.apim.shipping;

import io.github.apim.deployment.Node;
import io.github.apim.deployment.Shipping.Destination;
import io.github.apim.shipping.ShippingRequest.Action;
import io.github.apim.topology.StartOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The whole way of the selected nodes' tarballs: to all machines at a time, then the restart, node by node. */
public final class Shipment {

    private final ShippingRequest request;
    private final Connector connector;
    private final ShippingListener listener;
    private final Map<Node, Tarball> tarballs = new ConcurrentHashMap<>();
    private final Map<Node, Exception> failures = new ConcurrentHashMap<>();

    public Shipment(ShippingRequest request, SshConnector connector, ShippingListener listener) {
        this(request, (Connector) connector, listener);
    }

    Shipment(ShippingRequest request, Connector connector, ShippingListener listener) {
        this.request = request;
        this.connector = connector;
        this.listener = listener;
    }

    /**
     * Does what is asked for, as far as machines let it.
     *
     * @throws ShippingException if a tarball is not right, before anything is sent; or afterwards, with the nodes for
     *                           which something failed
     */
    public void run() {
        if (request.action() != Action.ROLL_BACK) {
            checkTarballs();
        }
        Map<Destination, List<Node>> machines = Machines.of(request.shipping(), request.nodes());
        SideBySide.run(request.machines(), machines.entrySet(), entry -> serve(entry.getKey(), entry.getValue()));
        if (request.restart() && !request.dryRun()) {
            restart();
        }
        if (!failures.isEmpty()) {
            List<String> names = request.nodes().stream()
                    .filter(failures::containsKey)
                    .map(Node::name)
                    .toList();
            ShippingException failure = new ShippingException(
                    names.size() + " of " + request.nodes().size() + " nodes failed: " + String.join(", ", names)
                            + "; what is done stays, and another run does only the rest");
            failures.values().forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private void checkTarballs() {
        Map<Node, String> wrong = new ConcurrentHashMap<>();
        SideBySide.run(Runtime.getRuntime().availableProcessors(), request.nodes(), node -> {
            try {
                tarballs.put(node, Tarball.of(request.tarballs(), node));
            } catch (IOException | RuntimeException problem) {
                wrong.put(node, Reason.of(problem));
            }
        });
        // Several nodes have the same base: it is read once.
        Map<Tarball, List<Node>> bases = new LinkedHashMap<>();
        for (Node node : request.nodes()) {
            Optional.ofNullable(tarballs.get(node))
                    .flatMap(Tarball::base)
                    .ifPresent(base -> bases.computeIfAbsent(base, absent -> new ArrayList<>())
                            .add(node));
        }
        SideBySide.run(Runtime.getRuntime().availableProcessors(), bases.entrySet(), entry -> {
            try {
                entry.getKey().requireBase();
            } catch (IOException | RuntimeException problem) {
                wrong.put(entry.getValue().get(0), Reason.of(problem));
            }
        });
        if (!wrong.isEmpty()) {
            throw new ShippingException(String.join(
                            "\n",
                            request.nodes().stream()
                                    .filter(wrong::containsKey)
                                    .map(wrong::get)
                                    .toList())
                    + "; nothing was sent");
        }
    }

    private void serve(Destination destination, List<Node> nodes) {
        String name = KnownHosts.name(destination.host(), destination.port());
        try (Machine machine = connector.connect(destination)) {
            if (request.action() == Action.INSTALL) {
                check(nodes, machine, name);
            }
            Bases bases = new Bases(machine, name, listener);
            for (Node node : nodes) {
                attempt(node, () -> serve(machine, name, bases, node));
            }
        } catch (IOException | RuntimeException problem) {
            nodes.stream().filter(node -> !failures.containsKey(node)).forEach(node -> fail(node, problem));
        }
    }

    private void check(List<Node> nodes, Machine machine, String name) throws IOException {
        Prerequisites prerequisites = new Prerequisites(request.prerequisites(), listener);
        prerequisites.tellMissing(nodes);
        if (!request.dryRun()) {
            prerequisites.require(nodes, machine, name);
        }
    }

    private void serve(Machine machine, String name, Bases bases, Node node) throws IOException {
        NodeOnMachine place = place(machine, node);
        Installation installation = new Installation(request, listener, place, node);
        if (request.action() == Action.ROLL_BACK) {
            rollBack(installation, place.look("", 0), node);
            return;
        }
        Tarball tarball = tarballs.get(node);
        MachineState state = place.look(tarball.sha256(), tarball.size());
        boolean install = request.action() == Action.INSTALL;
        if (install && state.foreign()) {
            throw new ShippingException(place.directory() + "/" + node.name() + " on " + name
                    + " was not made by this goal and is left alone; move it away, or set another shipping.directory");
        }
        boolean needed = !install || !state.unpacked();
        if (request.dryRun()) {
            if (needed && tarball.base().isPresent()) {
                bases.tell(tarball.base().get(), place.directory(), node);
            }
            new Intentions(request, listener, node, name, place.directory()).tell(tarball, state);
            return;
        }
        if (needed && tarball.base().isPresent()) {
            bases.bring(tarball.base().get(), place.directory(), node);
        }
        if (state.tarball()) {
            listener.step(node, "is on " + name + " already");
        } else if (needed) {
            new Upload(place, node, name, tarball, listener).run(state);
        }
        if (install) {
            putPassword(machine, name, node, tarball.sha256());
            installation.unpack(tarball, state);
            if (!request.restart()) {
                installation.makeCurrent(tarball.sha256(), state);
            }
        }
    }

    /** Before anything is changed: without it the node would not start. */
    private void putPassword(Machine machine, String name, Node node, String sha256) throws IOException {
        PasswordFile password = request.passwords().get(node);
        if (password != null && password.put(machine, sha256)) {
            listener.step(node, "finds the password of its key store in " + password.of(sha256) + " on " + name);
        }
    }

    private void rollBack(Installation installation, MachineState state, Node node) throws IOException {
        Optional<String> earlier = installation.earlier(state);
        if (earlier.isEmpty()) {
            listener.step(
                    node,
                    state.current()
                            .map(current -> "stays at " + Installation.shortened(current)
                                    + ": no installation is left to be undone")
                            .orElse("has no release"));
        } else if (request.dryRun()) {
            listener.step(node, "would be rolled back to " + Installation.shortened(earlier.get()));
        } else if (!request.restart()) {
            installation.makeCurrent(earlier.get(), state);
        }
    }

    /** One node after the other, so that a role with several nodes keeps serving; the first that fails ends it. */
    private void restart() {
        Optional<Node> culprit = Optional.empty();
        for (Node node : StartOrder.of(request.nodes())) {
            if (failures.containsKey(node)) {
                continue;
            }
            if (culprit.isPresent()) {
                fail(
                        node,
                        new ShippingException(
                                "not restarted, because " + culprit.get().name() + " failed before; it is as it was"));
                continue;
            }
            attempt(node, () -> restart(node));
            culprit = Optional.of(node).filter(failures::containsKey);
        }
    }

    private void restart(Node node) throws IOException {
        try (Machine machine = connector.connect(Machines.of(request.shipping(), node))) {
            NodeOnMachine place = place(machine, node);
            Installation installation = new Installation(request, listener, place, node);
            Tarball tarball = tarballs.get(node);
            MachineState state = tarball == null ? place.look("", 0) : place.look(tarball.sha256(), tarball.size());
            Optional<String> release =
                    tarball == null ? installation.earlier(state).or(state::current) : Optional.of(tarball.sha256());
            if (release.isPresent()) {
                installation.restart(release.get(), state);
            }
        }
    }

    private NodeOnMachine place(Machine machine, Node node) {
        return new NodeOnMachine(
                machine, node.name(), request.shipping().destination(node).directory());
    }

    /** Something that is done for one node. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void attempt(Node node, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException problem) {
            fail(node, problem);
        }
    }

    private void fail(Node node, Exception problem) {
        failures.put(node, problem);
        listener.failed(node, Reason.of(problem));
    }
}
