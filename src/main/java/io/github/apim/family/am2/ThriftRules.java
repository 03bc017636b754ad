package io.github.apim.family.am2;

import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.Node;
import io.github.apim.family.am1.KeyClients;
import io.github.apim.product.PortPurpose;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Optional;

/** Gateways that ask over thrift know the key manager's host and port, neither of which is shipped so (am-2 §4, §10). */
final class ThriftRules {

    private static final String VALIDATOR = "/APIManager/APIKeyValidator/";
    private static final String HOST = VALIDATOR + "ThriftServerHost";
    private static final String PORT = VALIDATOR + "ThriftClientPort";
    private static final String SERVER_PORT = VALIDATOR + "ThriftServerPort";

    private ThriftRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("N19", ThriftRules::clientsDoNotAskThemselves),
                Rule.error("N20", ThriftRules::clientsKnowThePort));
    }

    private static Optional<Node> server(PlanContext context) {
        return context.topology()
                .keyManagerRole()
                .flatMap(role -> context.topology().nodes(role).stream().findFirst());
    }

    private static void clientsDoNotAskThemselves(PlanContext context, Reporter reporter) {
        Optional<Node> server = server(context);
        for (PlannedNode planned : KeyClients.overThrift(context)) {
            Optional<String> host = planned.value(API_MANAGER, HOST);
            boolean itself = host.filter(name ->
                            IpAddress.isLoopback(name) || name.equals("0.0.0.0") || Hosts.isNamed(planned.node(), name))
                    .isPresent();
            boolean together = server.filter(node -> Hosts.areOnOneMachine(context, node, planned.node()))
                    .isPresent();
            if (itself && !together) {
                context.report(
                        reporter,
                        planned,
                        API_MANAGER,
                        HOST,
                        "is " + host.get() + ", so this gateway would ask itself: 900900 on every call; set "
                                + server.map(node -> node.host() + ", the host of key manager " + Names.withLine(node))
                                        .orElse("the key manager's host")
                                + ", or take it out");
            }
        }
    }

    private static void clientsKnowThePort(PlanContext context, Reporter reporter) {
        Optional<Node> server = server(context);
        if (server.isEmpty()) {
            return;
        }
        int base = context.topology().suite().facts(server.get().role()).port(PortPurpose.KEY_VALIDATION);
        String expected = context.planned(server.get())
                .flatMap(keyManager -> keyManager.value(API_MANAGER, SERVER_PORT))
                .orElseGet(() -> Integer.toString(base + server.get().offset()));
        for (PlannedNode planned : KeyClients.overThrift(context)) {
            Optional<String> written = planned.value(API_MANAGER, PORT);
            String found = written.orElseGet(
                    () -> Integer.toString(base + planned.node().offset()));
            if (!found.equals(expected)) {
                context.report(
                        reporter,
                        planned,
                        API_MANAGER,
                        PORT,
                        (written.isPresent()
                                        ? "is " + found
                                        : "is not there, which means " + found + " with the offset of this gateway")
                                + ", but key manager " + Names.withLine(server.get()) + " listens on " + expected
                                + ": connection refused, and every call fails; set " + expected);
            }
        }
    }
}
