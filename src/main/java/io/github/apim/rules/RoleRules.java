package io.github.apim.rules;

import io.github.apim.deployment.DeploymentSynchronizer;
import io.github.apim.deployment.DeploymentSynchronizer.Type;
import io.github.apim.deployment.GatewayEnvironment;
import io.github.apim.deployment.KeyValidation;
import io.github.apim.deployment.Node;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Examples;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.topology.Environment;
import io.github.apim.topology.Front;
import io.github.apim.topology.Topology;
import io.github.apim.topology.Wiring;
import java.util.List;

/** Which roles a deployment needs, and how many of each. */
final class RoleRules {

    private RoleRules() {}

    static List<Rule<DescriptorContext>> all() {
        return List.of(
                Rule.error("M2", RoleRules::gatewaysHaveAKeyManager),
                Rule.error("M4", RoleRules::thriftHasOneKeyManager),
                Rule.error("M10", RoleRules::oneGatewayManagerHandsApisOn),
                Rule.error("M10", RoleRules::environmentsShareNoDirectory),
                Rule.error("M10", RoleRules::whoStandsByHasSomebodyToTakeOverFrom),
                Rule.warning("M10", RoleRules::everyGatewayGetsApis),
                Rule.error("M23", RoleRules::virtualHostsLeadToOneEnvironment),
                Rule.error("M25", RoleRules::noGatewayIsCalledRevoke));
    }

    private static void gatewaysHaveAKeyManager(DescriptorContext context, Reporter reporter) {
        if (context.topology().keyManagerRole().isPresent()) {
            return;
        }
        for (Node gateway : context.topology().nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.GATEWAY)) {
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
                && !topology.wiring().links(CallPurpose.KEYS_OVER_THRIFT).isEmpty()) {
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
        context.deployment()
                .deploymentSynchronizer()
                .map(DeploymentSynchronizer::type)
                .ifPresent(type -> context.topology()
                        .wiring()
                        .environments()
                        .forEach(environment -> oneGatewayManagerHandsApisOn(environment, type, context, reporter)));
    }

    private static void oneGatewayManagerHandsApisOn(
            Environment environment, Type type, DescriptorContext context, Reporter reporter) {
        List<Node> managers = environment.nodes(Role.GATEWAY_MANAGER).stream()
                .filter(node -> !node.standBy())
                .toList();
        if (type.hasOneOrigin()) {
            for (Node second : managers.stream().skip(1).toList()) {
                context.report(
                        reporter,
                        second,
                        "role",
                        "node " + managers.get(0).name() + " is the gateway manager already; with a deployment"
                                + " synchronizer of type " + type.key()
                                + " exactly one node may commit, two would overwrite each other's work; give the"
                                + " second stand-by: true");
            }
        }
        List<Node> workers = environment.nodes(Role.GATEWAY_WORKER);
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
        boolean fetched =
                !context.topology().wiring().serving(Service.EVENT_HUB).isEmpty();
        if (context.deployment().deploymentSynchronizer().isPresent() || fetched) {
            return;
        }
        context.topology()
                .wiring()
                .environments()
                .forEach(environment -> everyGatewayGetsApis(environment, context, reporter));
    }

    private static void everyGatewayGetsApis(Environment environment, DescriptorContext context, Reporter reporter) {
        List<Node> receivers = environment.administering();
        List<Node> left = environment.serving().stream()
                .filter(node -> node.role().isGateway())
                .filter(node -> !receivers.equals(List.of(node)))
                .toList();
        if (!left.isEmpty() && !receivers.isEmpty()) {
            context.report(
                    reporter,
                    left.get(0),
                    "role",
                    "nothing hands APIs on "
                            + (receivers.equals(left)
                                    ? "among " + Names.withLines(left) + ", of whom one gets what is published"
                                    : "from " + Names.withLines(receivers) + ", where they are published, to "
                                            + Names.withLines(left))
                            + ": an API that is published, changed or withdrawn would be so on"
                            + " one gateway alone, and calls to the others get 404 or the earlier API; add"
                            + " deployment-synchronizer (svn, shared-directory or rsync), or bring"
                            + " " + Examples.SYNAPSE + " there by other means and accept this");
        }
    }

    /** An environment has a folder of the repository for itself, but a shared directory is one and the same for all. */
    private static void environmentsShareNoDirectory(DescriptorContext context, Reporter reporter) {
        boolean several = context.topology().wiring().environments().size() > 1;
        context.deployment()
                .sharedDirectory()
                .filter(shared -> several)
                .ifPresent(shared -> context.report(
                        reporter,
                        "deployment-synchronizer.directory",
                        "every gateway would serve the APIs of all gateway-environments, since " + shared.directory()
                                + " is one directory for all; take type svn, which has a folder for each environment, or"
                                + " rsync"));
    }

    private static void whoStandsByHasSomebodyToTakeOverFrom(DescriptorContext context, Reporter reporter) {
        for (Environment environment : context.topology().wiring().environments()) {
            for (Node node : environment.nodes()) {
                boolean alone = environment.nodes(node.role()).stream().allMatch(Node::standBy);
                if (node.standBy() && alone) {
                    context.report(
                            reporter,
                            node,
                            "stand-by",
                            "no " + node.role()
                                    + " of its environment is active, so nobody takes APIs that get published;"
                                    + " leave out stand-by, which makes this one active");
                }
            }
        }
    }

    /** An API that is published to one environment only would be there or not, as the load balancer chooses. */
    private static void virtualHostsLeadToOneEnvironment(DescriptorContext context, Reporter reporter) {
        Wiring wiring = context.topology().wiring();
        for (Front front : wiring.fronts()) {
            List<String> names = front.nodes().stream()
                    .flatMap(node -> wiring.environment(node).stream())
                    .flatMap(environment -> environment.declared().stream())
                    .map(GatewayEnvironment::name)
                    .distinct()
                    .toList();
            if (names.size() > 1) {
                context.report(
                        reporter,
                        front.balancer().place(front.host()),
                        front.host().name() + " leads to gateways of several environments, " + String.join(", ", names)
                                + ", which do not have the same APIs; name one of them by its nodes, or give each"
                                + " environment a virtual-host");
            }
        }
    }

    /** Matrix R6: the address of the token API is made by replacing "revoke" by "token" in that of the revoke API. */
    private static void noGatewayIsCalledRevoke(DescriptorContext context, Reporter reporter) {
        for (Environment environment : context.topology().wiring().environments()) {
            for (Node gateway : environment.nodes()) {
                String host =
                        context.topology().gatewayHttps(environment, gateway).host()
                                + context.topology().apiPath(environment);
                if (host.contains("revoke")) {
                    context.report(
                            reporter,
                            gateway,
                            "host",
                            "this gateway is reached as " + host + ", but the product makes the address of the token"
                                    + " API by replacing every \"revoke\" in the gateway's address; choose another"
                                    + " name");
                }
            }
        }
    }
}
