package io.github.apim.family.am1;

import io.github.apim.edit.XmlFile;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Service;
import io.github.apim.topology.Topology;
import io.github.apim.topology.Wiring;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Publisher and store let the key manager log users in, and show a link to each other (matrix §5). */
public final class PortalOverlay implements Overlay {

    @Override
    public String name() {
        return "portals";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<UnaryOperator<XmlFile>> edit = edit(context);
        if (edit.isPresent()) {
            files.xml(CarbonFiles.API_MANAGER, edit.get());
        }
    }

    private static Optional<UnaryOperator<XmlFile>> edit(NodeContext context) {
        return switch (context.node().role()) {
            case PUBLISHER ->
                Optional.of(xml -> storeLinked(tellingTheStore(loggingIn(xml, context), context), context));
            case STORE -> Optional.of(xml -> publisherLinked(loggingIn(xml, context), context));
            case ALL_IN_ONE -> ofAllInOne(context);
            case GATEWAY_MANAGER,
                    GATEWAY_WORKER,
                    GATEWAY,
                    CONTROL_PLANE,
                    TRAFFIC_MANAGER,
                    KEY_MANAGER,
                    IDENTITY_SERVER,
                    IDENTITY_SERVER_KEY_MANAGER,
                    BAM,
                    MESSAGE_BROKER -> Optional.empty();
        };
    }

    private static Optional<UnaryOperator<XmlFile>> ofAllInOne(NodeContext context) {
        boolean asks = KeyValidationOverlay.asksAnother(context);
        boolean isBalanced = isBalanced(context);
        return asks || isBalanced
                ? Optional.of(xml -> {
                    XmlFile result = asks ? loggingIn(xml, context) : xml;
                    return isBalanced ? storeLinked(publisherLinked(result, context), context) : result;
                })
                : Optional.empty();
    }

    private static XmlFile loggingIn(XmlFile xml, NodeContext context) {
        return xml.setText(context.place(Place.LOGIN_URL).path(), KeyValidationOverlay.servicesUrl(context));
    }

    /** Where the version has it (am-1.10.0 §2), the store forgets the tiers that it has in its cache when they change. */
    private static XmlFile tellingTheStore(XmlFile xml, NodeContext context) {
        Optional<FilePlace> place = context.facts().places().find(Place.STORE_URL);
        return place.isPresent()
                        && !context.topology().wiring().serving(Service.STORE).isEmpty()
                ? xml.setText(
                        place.get().path(),
                        Topology.servicesUrl(context.topology().management(Service.STORE)))
                : xml;
    }

    /** The shipped links of an all-in-one node lead to the node itself. */
    private static boolean isBalanced(NodeContext context) {
        Wiring wiring = context.topology().wiring();
        return wiring.front(Service.PUBLISHER).isPresent()
                || wiring.front(Service.STORE).isPresent();
    }

    private static XmlFile storeLinked(XmlFile xml, NodeContext context) {
        return linked(xml, context, Service.STORE, "APIStore", "/store");
    }

    private static XmlFile publisherLinked(XmlFile xml, NodeContext context) {
        return linked(xml, context, Service.PUBLISHER, "APIPublisher", "/publisher");
    }

    private static XmlFile linked(XmlFile xml, NodeContext context, Service other, String element, String path) {
        if (context.topology().wiring().serving(other).isEmpty()) {
            return xml;
        }
        Topology topology = context.topology();
        String url = "https://" + topology.management(other) + topology.portalPath(other, path);
        return xml.setText("/APIManager/" + element + "/DisplayURL", "true")
                .setText("/APIManager/" + element + "/URL", url);
    }
}
