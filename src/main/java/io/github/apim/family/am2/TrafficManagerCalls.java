package io.github.apim.family.am2;

import io.github.apim.deployment.Node;
import io.github.apim.family.am2.ReceiverGroups.Receiver;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.PortPurpose;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.topology.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses that a file names for traffic managers, held to those that the wiring knows (am-2 §5).
 *
 * @param links the calls of one node to a port of each traffic manager
 */
record TrafficManagerCalls(PlanContext context, PlannedNode planned, List<Link> links) {

    /** What a placeholder stands for: a port with the offset of the node that reads the file. */
    private static final Map<String, PortPurpose> PLACEHOLDERS = Map.of(
            "${receiver.url.port}", PortPurpose.THROTTLE_EVENTS,
            "${auth.url.port}", PortPurpose.THROTTLE_EVENTS_TLS,
            "${jms.port}", PortPurpose.BROKER_AMQP);

    static TrafficManagerCalls of(PlanContext context, PlannedNode planned, CallPurpose purpose, PortPurpose port) {
        return new TrafficManagerCalls(
                context,
                planned,
                context.topology().wiring().links(purpose).stream()
                        .filter(link -> link.from().equals(planned.node()) && link.port() == port)
                        .toList());
    }

    boolean isEmpty() {
        return links.isEmpty();
    }

    List<Node> trafficManagers() {
        return links.stream().map(link -> link.to().get(0)).toList();
    }

    /** The traffic managers that none of the addresses names. */
    List<Node> missing(List<Receiver> named) {
        return trafficManagers().stream()
                .filter(node -> named.stream().noneMatch(receiver -> Hosts.isNamed(node, receiver.host())))
                .toList();
    }

    /** What is wrong with the port of an address; nothing if it is none of a traffic manager. */
    Optional<String> wrongPort(Receiver receiver) {
        List<Link> there = links.stream()
                .filter(link -> Hosts.isNamed(link.to().get(0), receiver.host()))
                .toList();
        Optional<Integer> port = number(receiver);
        boolean right = there.stream()
                .anyMatch(link ->
                        port.filter(found -> found == link.address().port()).isPresent());
        if (there.isEmpty() || right) {
            return Optional.empty();
        }
        Link link = there.get(0);
        String found = port.map(number -> receiver.number().isPresent()
                        ? number.toString()
                        : receiver.port() + ", which is " + number + " with the offset of this node")
                .orElse(receiver.port());
        return Optional.of("for " + receiver.host() + " has port " + found + ", but traffic manager "
                + Names.withLine(link.to().get(0)) + " listens on "
                + link.address().port()
                + ": connection refused; write that number");
    }

    private Optional<Integer> number(Receiver receiver) {
        if (receiver.number().isPresent()) {
            return Optional.of(receiver.number().getAsInt());
        }
        return Optional.ofNullable(PLACEHOLDERS.get(receiver.port()))
                .map(purpose ->
                        context.facts(planned).port(purpose) + planned.node().offset());
    }
}
