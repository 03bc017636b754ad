package io.github.apim.deployment;

import io.github.apim.deployment.Problem.Severity;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a deployment must keep beyond the shape of its descriptor; finds all breaches at once. */
public final class DeploymentRules {

    private final Deployment deployment;
    private final Topology topology;
    private final List<Problem> problems = new ArrayList<>();

    private DeploymentRules(Deployment deployment) {
        this.deployment = deployment;
        this.topology = new Topology(deployment);
    }

    /** All breaches, in the descriptor's order of nodes. */
    public static List<Problem> check(Deployment deployment) {
        DeploymentRules rules = new DeploymentRules(deployment);
        rules.gatewaysHaveAKeyManager();
        rules.clusterMembersHaveReachableAddresses();
        rules.offsetsAreUniqueOnAMachine();
        rules.oneGatewayManagerCommits();
        rules.noGatewayIsCalledRevoke();
        return List.copyOf(rules.problems);
    }

    private void gatewaysHaveAKeyManager() {
        if (topology.keyManagerRole().isEmpty()) {
            for (Node gateway : topology.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)) {
                error(
                        gateway,
                        "role",
                        "a gateway asks a key manager about every token, and no node has that role; add a node of role"
                                + " key-manager, identity-server-key-manager or all-in-one");
            }
        }
    }

    /** Matrix M8: Hazelcast wants IP addresses that the other members can reach. */
    private void clusterMembersHaveReachableAddresses() {
        for (Node node : deployment.nodes()) {
            List<Node> cluster = topology.cluster(node);
            if (cluster.isEmpty()) {
                continue;
            }
            if (topology.ip(node).isEmpty()) {
                error(
                        node,
                        "address",
                        "this node clusters with " + names(cluster, node)
                                + ", and Hazelcast needs an IP address for it; add address: <IP address>");
            } else if (IpAddress.isLoopback(topology.ip(node).get())
                    && cluster.stream()
                            .anyMatch(other -> !topology.machine(other).equals(topology.machine(node)))) {
                error(
                        node,
                        "address",
                        topology.ip(node).get() + " cannot be reached from other machines, but " + names(cluster, node)
                                + " must; give the machine's own address");
            }
        }
    }

    /** Matrix M38: two Carbon servers on one machine need different offsets, and so do two brokers. */
    private void offsetsAreUniqueOnAMachine() {
        Map<String, Node> taken = new HashMap<>();
        for (Node node : deployment.nodes()) {
            String server = node.role().product() == Product.MESSAGE_BROKER ? "broker" : "carbon";
            Node other = taken.putIfAbsent(server + "@" + topology.machine(node) + "+" + node.offset(), node);
            if (other != null) {
                error(
                        node,
                        "offset",
                        "node " + other.name() + " (line "
                                + other.location().line() + ") is on the same machine with the same offset "
                                + node.offset()
                                + ", so both would bind the same ports; give one of them another offset");
            }
        }
    }

    /** Matrix M10: exactly one node commits to the SVN repository. */
    private void oneGatewayManagerCommits() {
        if (deployment.deploymentSynchronizer().isEmpty()) {
            return;
        }
        List<Node> managers = topology.nodes(Role.GATEWAY_MANAGER);
        for (Node second : managers.stream().skip(1).toList()) {
            error(
                    second,
                    "role",
                    "node " + managers.get(0).name() + " is the gateway manager already; with a deployment"
                            + " synchronizer exactly one node may commit, two would overwrite each other's work");
        }
        List<Node> workers = topology.nodes(Role.GATEWAY_WORKER);
        if (managers.isEmpty() && !workers.isEmpty()) {
            error(
                    workers.get(0),
                    "role",
                    "workers check out what a gateway manager commits, and no node has the role gateway-manager;"
                            + " add one or remove deployment-synchronizer");
        }
    }

    /** Matrix R6: the address of the token API is made by replacing "revoke" by "token" in that of the revoke API. */
    private void noGatewayIsCalledRevoke() {
        for (Node gateway : topology.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)) {
            String host = topology.gatewayHttps(gateway).host();
            if (host.contains("revoke")) {
                error(
                        gateway,
                        "host",
                        "this gateway is reached as " + host + ", but the product makes the address of the token API"
                                + " by replacing every \"revoke\" in the gateway's address; choose another name");
            }
        }
    }

    private void error(Node node, String key, String message) {
        problems.add(new Problem(Severity.ERROR, node.location(), "nodes." + node.name() + "." + key, message));
    }

    private static String names(List<Node> cluster, Node self) {
        return String.join(
                ", ",
                cluster.stream().filter(node -> node != self).map(Node::name).toList());
    }
}
