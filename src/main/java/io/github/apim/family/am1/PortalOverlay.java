package io.github.apim.family.am1;

import io.github.apim.edit.XmlFile;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
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
                Optional.of(xml ->
                        linked(tellingTheStore(loggingIn(xml, context), context), context, Role.STORE, "APIStore"));
            case STORE -> Optional.of(xml -> linked(loggingIn(xml, context), context, Role.PUBLISHER, "APIPublisher"));
            case GATEWAY_MANAGER,
                    GATEWAY_WORKER,
                    TRAFFIC_MANAGER,
                    KEY_MANAGER,
                    ALL_IN_ONE,
                    IDENTITY_SERVER,
                    IDENTITY_SERVER_KEY_MANAGER,
                    BAM,
                    MESSAGE_BROKER -> Optional.empty();
        };
    }

    private static XmlFile loggingIn(XmlFile xml, NodeContext context) {
        return xml.setText(context.place(Place.LOGIN_URL).path(), KeyValidationOverlay.servicesUrl(context));
    }

    /** Where the version has it (am-1.10.0 §2), the store forgets the tiers that it has in its cache when they change. */
    private static XmlFile tellingTheStore(XmlFile xml, NodeContext context) {
        Optional<FilePlace> place = context.facts().places().find(Place.STORE_URL);
        return place.isPresent() && !context.topology().nodes(Role.STORE).isEmpty()
                ? xml.setText(place.get().path(), context.topology().servicesUrl(Role.STORE))
                : xml;
    }

    /** The application's path is the role's name: {@code /store}, {@code /publisher}. */
    private static XmlFile linked(XmlFile xml, NodeContext context, Role other, String element) {
        if (context.topology().nodes(other).isEmpty()) {
            return xml;
        }
        String url = "https://" + context.topology().management(other) + "/" + other.key();
        return xml.setText("/APIManager/" + element + "/DisplayURL", "true")
                .setText("/APIManager/" + element + "/URL", url);
    }
}
