package io.github.apim.family.toml;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.LoadBalancer.VirtualHost;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Front;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Under which name and port browsers and others come to a server (am-3 §4, am-4 §4.1). */
final class HostRules {

    private static final String HOST_NAME = "server.hostname";
    private static final String TRANSPORT = "transport.";

    /** Whose users sign in under the name that the server has when the first of them does. */
    private static final Role[] PORTALS = {
        Role.PUBLISHER, Role.STORE, Role.CONTROL_PLANE, Role.ALL_IN_ONE, Role.KEY_MANAGER
    };

    private HostRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("T38", HostRules::hostNames),
                Rule.error("T39", HostRules::proxyPorts),
                Rule.error("T54", HostRules::portsAreShiftedOnce));
    }

    private static void hostNames(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Optional<String> name = toml.value(HOST_NAME).filter(value -> !value.contains("$"));
            if (!toml.hasRole(PORTALS)) {
                continue;
            }
            Optional<String> front =
                    toml.wiring().console(toml.node()).map(host -> host.host().name());
            boolean isLocal = name.map(IpAddress::isLoopback).orElse(true);
            if (front.isPresent() && name.isPresent() && !name.equals(front)) {
                toml.report(
                        reporter,
                        HOST_NAME,
                        "is " + name.get() + ", but browsers come by way of " + front.get()
                                + ": \"Registered callback does"
                                + " not match with the provided url\"; set it to that name, on all nodes of the role");
            } else if (front.isEmpty() && isLocal && context.machines() > 1) {
                toml.report(
                        reporter,
                        HOST_NAME,
                        "is localhost, which is another machine for every browser and node; set it to this node's name");
            }
        }
    }

    private static void proxyPorts(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Optional<VirtualHost> front = toml.wiring().console(toml.node()).map(Front::host);
            proxyPort(toml, reporter, "https", front.map(host -> OptionalInt.of(host.https())), true);
            proxyPort(toml, reporter, "http", front.map(VirtualHost::http), false);
        }
    }

    /** Plain HTTP leads to HTTPS in any case, so that its port may be left out. */
    private static void proxyPort(
            DeploymentToml toml, Reporter reporter, String transport, Optional<OptionalInt> front, boolean isNeeded) {
        String path = TRANSPORT + transport + ".properties.proxyPort";
        Optional<String> found = toml.value(path);
        if (found.filter(DeploymentToml::isResolvedLater).isPresent()) {
            return;
        }
        String wanted = front.filter(OptionalInt::isPresent)
                .map(port -> Integer.toString(port.getAsInt()))
                .orElse("");
        if (found.isEmpty() && (wanted.isEmpty() || !isNeeded)
                || found.filter(wanted::equals).isPresent()) {
            return;
        }
        toml.report(
                reporter,
                path,
                found.map(port -> "is " + port).orElse("is not there") + ", but "
                        + (wanted.isEmpty()
                                ? "the load balancer serves no such port of this role's consoles; remove it"
                                : "the load balancer's port for this role is " + wanted
                                        + ", to which no offset is added; browsers would be redirected to a port that"
                                        + " nobody serves; set it"));
    }

    private static void portsAreShiftedOnce(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            boolean isShifted = toml.value("server.offset")
                    .filter(offset -> !offset.equals("0"))
                    .isPresent();
            if (isShifted) {
                port(toml, reporter, "https", PortPurpose.SERVLET_HTTPS);
                port(toml, reporter, "http", PortPurpose.SERVLET_HTTP);
            }
        }
    }

    private static void port(DeploymentToml toml, Reporter reporter, String transport, PortPurpose purpose) {
        String path = TRANSPORT + transport + ".properties.port";
        String base = Integer.toString(toml.facts().port(purpose));
        toml.value(path)
                .filter(port -> !port.equals(base) && !DeploymentToml.isResolvedLater(port))
                .ifPresent(port -> toml.report(
                        reporter,
                        path,
                        "is " + port + ", to which the server adds its offset once more; write " + base
                                + ", or leave it out"));
    }
}
