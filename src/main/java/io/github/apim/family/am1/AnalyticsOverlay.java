package io.github.apim.family.am1;

import io.github.apim.deployment.AnalyticsServer;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Statistics;
import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlFile;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.Optional;

/**
 * Where BAM or the analytics server is, in the file of the versions that read it there; what 1.9.1 and 1.10.0 find they
 * copy into the registry when they start (am-1.9.1 §2). For 1.9.0 there is {@link AnalyticsScript}.
 */
public final class AnalyticsOverlay implements Overlay {

    /** As the servers are shipped. */
    private static final Credentials SHIPPED = new Credentials("admin", new Secret("admin"));

    @Override
    public String name() {
        return "analytics";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<FilePlace> place = context.facts().places().find(Place.ANALYTICS_SWITCH);
        Optional<Statistics> statistics = context.deployment().statistics();
        if (place.isEmpty() || statistics.isEmpty() || !takesPart(context.node().role())) {
            return;
        }
        Optional<Credentials> own = statistics
                .get()
                .credentials()
                .or(() -> statistics.get().analytics().flatMap(AnalyticsServer::credentials));
        Credentials credentials = own.orElse(SHIPPED);
        files.xml(place.get().file(), xml -> asking(context, credentials, reporting(context, credentials, xml)));
        if (own.isPresent()) {
            files.secret(place.get().file());
        }
    }

    private static XmlFile reporting(NodeContext context, Credentials credentials, XmlFile xml) {
        return xml.put(context.place(Place.ANALYTICS_SWITCH).path(), "true", Placement.first())
                .setText(context.place(Place.ANALYTICS_RECEIVER).path(), AnalyticsScript.receivers(context.topology()))
                .setText(context.place(Place.ANALYTICS_USER).path(), credentials.username())
                .setText(
                        context.place(Place.ANALYTICS_PASSWORD).path(),
                        credentials.password().reveal());
    }

    /** What the analytics server has summed up is asked for over REST. */
    private static XmlFile asking(NodeContext context, Credentials credentials, XmlFile xml) {
        return context.topology()
                .wiring()
                .analytics()
                .map(server -> xml.setText(context.place(Place.ANALYTICS_REST).path(), "https://" + server.rest())
                        .setText(context.place(Place.ANALYTICS_REST_USER).path(), credentials.username())
                        .setText(
                                context.place(Place.ANALYTICS_REST_PASSWORD).path(),
                                credentials.password().reveal()))
                .orElse(xml);
    }

    /** Gateways report, publisher and store show it. */
    private static boolean takesPart(Role role) {
        return switch (role) {
            case GATEWAY_MANAGER, GATEWAY_WORKER, PUBLISHER, STORE, ALL_IN_ONE -> true;
            case GATEWAY,
                    CONTROL_PLANE,
                    TRAFFIC_MANAGER,
                    KEY_MANAGER,
                    IDENTITY_SERVER,
                    IDENTITY_SERVER_KEY_MANAGER,
                    BAM,
                    MESSAGE_BROKER -> false;
        };
    }
}
