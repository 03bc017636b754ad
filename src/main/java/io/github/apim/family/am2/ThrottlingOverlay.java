package io.github.apim.family.am2;

import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.topology.Link;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who reports API calls to traffic managers, who listens to what is to be refused, and who hands policies on (am-2 §5,
 * §10.2). Where two layouts differ, the {@link Place}s of the version say so (am-2 §10.1); who calls whom is in its facts.
 */
final class ThrottlingOverlay implements Overlay {

    private static final String THROTTLING = "/APIManager/ThrottlingConfigurations/";
    private static final String LISTENER = THROTTLING + "JMSConnectionDetails";
    private static final String FACTORY =
            LISTENER + "/JMSConnectionParameters/connectionfactory.TopicConnectionFactory";

    /** What a role does, switch by switch. */
    private record Switches(boolean reports, boolean deploysPolicies, boolean asksForBlocks, boolean listens) {}

    private static final Switches SILENT = new Switches(false, false, false, false);

    private static final Map<Role, Switches> SWITCHES = Map.of(
            Role.GATEWAY_MANAGER, new Switches(true, false, true, true),
            Role.GATEWAY_WORKER, new Switches(true, false, true, true),
            Role.PUBLISHER, new Switches(false, true, false, false),
            Role.STORE, SILENT,
            Role.KEY_MANAGER, SILENT,
            Role.ALL_IN_ONE, new Switches(true, true, true, true));

    @Override
    public String name() {
        return "throttling";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        String file = context.place(Place.THROTTLE_RECEIVERS).file();
        Switches switches = SWITCHES.get(context.node().role());
        if (switches != null) {
            files.xml(file, xml -> connected(switched(xml, switches, context), switches, context));
        } else if (isToldToBeSilent(context)) {
            files.xml(
                    file,
                    xml -> xml.setText(THROTTLING + "DataPublisher/Enabled", "false")
                            .setText(LISTENER + "/Enabled", "false"));
        }
    }

    /** In layout A a traffic manager would report to itself; in the later one its file stays as shipped. */
    private static boolean isToldToBeSilent(NodeContext context) {
        return context.node().role() == Role.TRAFFIC_MANAGER
                && find(context, Place.JMS_PUBLISHER).isPresent();
    }

    private static XmlFile switched(XmlFile xml, Switches switches, NodeContext context) {
        XmlFile result = xml.setText(THROTTLING + "DataPublisher/Enabled", Boolean.toString(switches.reports()))
                .setText(THROTTLING + "BlockCondition/Enabled", Boolean.toString(switches.asksForBlocks()))
                .setText(LISTENER + "/Enabled", Boolean.toString(switches.listens()));
        Optional<FilePlace> deployer = find(context, Place.POLICY_DEPLOYER_SWITCH);
        return deployer.isPresent()
                ? result.setText(deployer.get().path(), Boolean.toString(switches.deploysPolicies()))
                : result;
    }

    private static XmlFile connected(XmlFile xml, Switches switches, NodeContext context) {
        demandSomebodyWhoCounts(switches, context);
        XmlFile result = deploying(reporting(xml, context), context);
        return switches.listens() ? listening(result, context) : result;
    }

    private static void demandSomebodyWhoCounts(Switches switches, NodeContext context) {
        boolean counted =
                !context.topology().wiring().serving(Service.THROTTLING).isEmpty();
        if (!counted && (switches.reports() || switches.deploysPolicies())) {
            throw context.at(
                    "nodes",
                    new OverlayException("no node of the deployment counts API calls, so nobody would be throttled; add"
                            + " one of role traffic-manager or all-in-one"));
        }
    }

    /** Both groups name the same traffic managers in the same order, each in a group of its own (am-2 §10.2, N4, N5). */
    private static XmlFile reporting(XmlFile xml, NodeContext context) {
        if (links(context, CallPurpose.THROTTLE_EVENTS).isEmpty()) {
            return xml;
        }
        FilePlace receivers = context.place(Place.THROTTLE_RECEIVERS);
        return xml.setText(
                        receivers.below("ReceiverUrlGroup").path(),
                        groups(context, PortPurpose.THROTTLE_EVENTS, "tcp://"))
                .setText(
                        receivers.below("AuthUrlGroup").path(),
                        groups(context, PortPurpose.THROTTLE_EVENTS_TLS, "ssl://"));
    }

    private static String groups(NodeContext context, PortPurpose port, String scheme) {
        List<String> urls = links(context, CallPurpose.THROTTLE_EVENTS).stream()
                .filter(link -> link.port() == port)
                .map(link -> scheme + link.address())
                .toList();
        return urls.size() == 1
                ? urls.get(0)
                : urls.stream().map(url -> "{" + url + "}").collect(Collectors.joining(","));
    }

    private static XmlFile deploying(XmlFile xml, NodeContext context) {
        return links(context, CallPurpose.THROTTLE_POLICIES).stream()
                .findFirst()
                .map(link -> xml.setText(
                        THROTTLING + "PolicyDeployer/ServiceURL", "https://" + link.address() + "/services/"))
                .orElse(xml);
    }

    /** Who listens learns from the traffic managers what is blocked, and does not publish it (am-2 §10.2). */
    private static XmlFile listening(XmlFile xml, NodeContext context) {
        List<Link> brokers = links(context, CallPurpose.THROTTLE_DECISIONS);
        if (brokers.isEmpty()) {
            return xml;
        }
        Optional<FilePlace> service = find(context, Place.BROKER_SERVICE_URL);
        XmlFile result = service.isPresent() && brokers.size() == 1
                ? xml.setText(service.get().path(), "tcp://" + brokers.get(0).address())
                : xml.setText(FACTORY, BrokerUrl.of("${admin.username}", "${admin.password}", brokers));
        Optional<FilePlace> publisher = find(context, Place.JMS_PUBLISHER);
        return publisher.isPresent()
                        && context.node().role().isGateway()
                        && result.has(publisher.get().path())
                ? result.remove(publisher.get().path())
                : result;
    }

    private static List<Link> links(NodeContext context, CallPurpose purpose) {
        return context.topology().wiring().links(purpose).stream()
                .filter(link -> link.from().equals(context.node()))
                .toList();
    }

    private static Optional<FilePlace> find(NodeContext context, Place place) {
        return context.facts().places().find(place);
    }
}
