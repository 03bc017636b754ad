package io.github.apim.rules;

import io.github.apim.deployment.DeploymentSynchronizer;
import io.github.apim.deployment.DeploymentSynchronizer.Type;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.Node;
import io.github.apim.product.Examples;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.topology.Topology;
import io.github.apim.topology.Wiring;
import java.util.List;
import java.util.Optional;

/** Which roles a deployment needs, and how many of each. */
final class RoleRules {

    private RoleRules() {}

    static List<Rule<DescriptorContext>> all() {
        return List.of(
                Rule.error("M2", RoleRules::gatewaysHaveAKeyManager),
                Rule.error("M4", RoleRules::thriftHasOneKeyManager),
                Rule.error("M10", RoleRules::oneGatewayManagerHandsApisOn),
                Rule.warning("M10", RoleRules::everyGatewayGetsApis),
                Rule.error("M25", RoleRules::noGatewayIsCalledRevoke));
    }

    private static void gatewaysHaveAKeyManager(DescriptorContext context, Reporter reporter) {
        if (context.topology().keyManagerRole().isPresent()) {
            return;
        }
        for (Node gateway : context.topology().nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)) {
            context.report(
                    reporter,
                    gateway,
                    "role",
                    "a gateway asks a key manager about every token, and no node has that role; add a node of role"
                            + " key-manager, identity-server-key-manager or all-in-one");
        }
    }

    private static void thriftHasOneKeyManager(DescriptorContext context, Reporter reporter) {
        Topology topology = context.topology();
        if (context.deployment().keyValidation() != KeyValidation.THRIFT
                || topology.keyManagerRole().isEmpty()) {
            return;
        }
        List<Node> keyManagers = topology.nodes(topology.keyManagerRole().get());
        if (keyManagers.size() > 1
                && !topology.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER).isEmpty()) {
            context.report(
                    reporter,
                    "key-validation",
                    "over thrift a gateway keeps a session with one key manager, but there are " + keyManagers.size()
                            + ": " + Names.withLines(keyManagers) + "; a gateway that reaches another one would answer"
                            + " 900900 after \"Invalid session id for thrift authenticator\"; choose web-service, or"
                            + " keep one key manager");
        }
    }

    /** All who share a directory may write to it; an SVN repository and copies have one origin (matrix §2). */
    private static void oneGatewayManagerHandsApisOn(DescriptorContext context, Reporter reporter) {
        Optional<DeploymentSynchronizer> synchronizer = context.deployment().deploymentSynchronizer();
        if (synchronizer.isEmpty()) {
            return;
        }
        List<Node> managers = context.topology().nodes(Role.GATEWAY_MANAGER);
        if (synchronizer.get().type() != Type.SHARED_DIRECTORY) {
            for (Node second : managers.stream().skip(1).toList()) {
                context.report(
                        reporter,
                        second,
                        "role",
                        "node " + managers.get(0).name() + " is the gateway manager already; with a deployment"
                                + " synchronizer of type "
                                + synchronizer.get().type().key()
                                + " exactly one node may commit, two would overwrite each other's work");
            }
        }
        List<Node> workers = context.topology().nodes(Role.GATEWAY_WORKER);
        if (managers.isEmpty() && !workers.isEmpty()) {
            context.report(
                    reporter,
                    workers.get(0),
                    "role",
                    "workers get what a gateway manager hands on, and no node has the role gateway-manager; add one or"
                            + " remove deployment-synchronizer");
        }
    }

    /** An API is published to one gateway, and from there to nobody unless something hands it on (matrix §2). */
    private static void everyGatewayGetsApis(DescriptorContext context, Reporter reporter) {
        if (context.deployment().deploymentSynchronizer().isPresent()) {
            return;
        }
        Wiring wiring = context.topology().wiring();
        List<Node> receivers = wiring.serving(Service.GATEWAY_ADMINISTRATION);
        List<Node> left = wiring.serving(Service.API_TRAFFIC).stream()
                .filter(node -> node.role().isGateway())
                .filter(node -> !receivers.equals(List.of(node)))
                .toList();
        if (!left.isEmpty() && !receivers.isEmpty()) {
            context.report(
                    reporter,
                    left.get(0),
                    "role",
                    "nothing hands APIs on from " + Names.withLines(receivers) + ", where they are published, to "
                            + Names.withLines(left) + ": an API that is published, changed or withdrawn would be so on"
                            + " one gateway alone, and calls to the others get 404 or the earlier API; add"
                            + " deployment-synchronizer (svn, shared-directory or rsync), or bring"
                            + " " + Examples.SYNAPSE + " there by other means and accept this");
        }
    }

    /** Matrix R6: the address of the token API is made by replacing "revoke" by "token" in that of the revoke API. */
    private static void noGatewayIsCalledRevoke(DescriptorContext context, Reporter reporter) {
        for (Node gateway : context.topology().nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)) {
            String host = context.topology().gatewayHttps(gateway).host();
            if (host.contains("revoke")) {
                context.report(
                        reporter,
                        gateway,
                        "host",
                        "this gateway is reached as " + host + ", but the product makes the address of the token API"
                                + " by replacing every \"revoke\" in the gateway's address; choose another name");
            }
        }
    }
}
