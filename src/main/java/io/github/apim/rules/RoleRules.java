package io.github.apim.rules;

import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import io.github.apim.topology.Topology;
import java.util.List;

/** Which roles a deployment needs, and how many of each. */
final class RoleRules {

    private RoleRules() {}

    static List<Rule<DescriptorContext>> all() {
        return List.of(
                Rule.error("M2", RoleRules::gatewaysHaveAKeyManager),
                Rule.error("M4", RoleRules::thriftHasOneKeyManager),
                Rule.error("M10", RoleRules::oneGatewayManagerCommits),
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

    private static void oneGatewayManagerCommits(DescriptorContext context, Reporter reporter) {
        if (context.deployment().deploymentSynchronizer().isEmpty()) {
            return;
        }
        List<Node> managers = context.topology().nodes(Role.GATEWAY_MANAGER);
        for (Node second : managers.stream().skip(1).toList()) {
            context.report(
                    reporter,
                    second,
                    "role",
                    "node " + managers.get(0).name() + " is the gateway manager already; with a deployment"
                            + " synchronizer exactly one node may commit, two would overwrite each other's work");
        }
        List<Node> workers = context.topology().nodes(Role.GATEWAY_WORKER);
        if (managers.isEmpty() && !workers.isEmpty()) {
            context.report(
                    reporter,
                    workers.get(0),
                    "role",
                    "workers check out what a gateway manager commits, and no node has the role gateway-manager;"
                            + " add one or remove deployment-synchronizer");
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
