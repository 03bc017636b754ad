package io.github.apim.topology;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.DeploymentSynchronizer.SharedDirectory;
import io.github.apim.deployment.DeploymentSynchronizer.Svn;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.deployment.Node;
import io.github.apim.product.AnalyticsFact;
import io.github.apim.product.CallPurpose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The calls of a deployment's nodes to servers that are no nodes: databases, repositories, analytics, other machines. */
final class ServerCalls {

    private final Topology topology;
    private final Deployment deployment;
    private final Wiring wiring;
    private final List<ServerCall> calls = new ArrayList<>();

    ServerCalls(Topology topology, Wiring wiring) {
        this.topology = topology;
        this.deployment = topology.deployment();
        this.wiring = wiring;
        deployment.nodes().forEach(this::addCalls);
    }

    /** By the caller in the descriptor's order. */
    List<ServerCall> all() {
        return List.copyOf(calls);
    }

    private void addCalls(Node node) {
        SharedSchema.of(deployment, node.role()).stream()
                .flatMap(schema ->
                        JdbcUrl.endpoints(schema.in(deployment.databases()).url()).stream())
                .distinct()
                .forEach(server -> calls.add(new ServerCall(CallPurpose.SQL, node, server)));
        wiring.analytics()
                .ifPresent(server -> addAnalyticsCalls(
                        node, server, topology.suite().analytics().orElseThrow()));
        artifacts(node).forEach(server -> calls.add(new ServerCall(CallPurpose.ARTIFACTS, node, server)));
        if (wiring.policies().contains(node)) {
            deployment
                    .copiesOfPolicies()
                    .ifPresent(copies -> machines(wiring.otherTrafficManagers(), node)
                            .forEach(machine -> calls.add(new ServerCall(
                                    CallPurpose.THROTTLE_POLICIES, node, new Endpoint(machine, copies.port())))));
        }
    }

    /** Thrift signs in at one port and sends at the other one. */
    private void addAnalyticsCalls(Node node, AnalyticsAddresses server, AnalyticsFact fact) {
        if (fact.reporting().contains(node.role())) {
            calls.add(new ServerCall(CallPurpose.EVENTS, node, server.receiver()));
            calls.add(new ServerCall(CallPurpose.EVENTS, node, server.receiverTls()));
        }
        if (fact.asking().contains(node.role())) {
            calls.add(new ServerCall(CallPurpose.SUMMARIES, node, server.rest()));
        }
    }

    /** The servers from which a node gets APIs, or to which it brings them. */
    private List<Endpoint> artifacts(Node node) {
        if (!wiring.synchronizes(node)) {
            return List.of();
        }
        List<Endpoint> servers = new ArrayList<>();
        deployment.svn().map(Svn::endpoint).ifPresent(servers::add);
        deployment.sharedDirectory().flatMap(SharedDirectory::endpoint).ifPresent(servers::add);
        deployment
                .rsync()
                .ifPresent(rsync -> machines(wiring.receivers(node), node)
                        .forEach(machine -> servers.add(new Endpoint(machine, rsync.port()))));
        return servers;
    }

    /** The other machines that nodes are on. */
    private Stream<String> machines(List<Node> nodes, Node from) {
        return nodes.stream()
                .map(topology::machine)
                .distinct()
                .filter(machine -> !machine.equals(topology.machine(from)));
    }
}
