package io.github.apim.family.am1;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import io.github.apim.deployment.Statistics;
import io.github.apim.edit.Placement;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.Optional;

/**
 * Where BAM is, in the file of the versions that read it there; what they find they copy into the registry when they
 * start (am-1.9.1 §2). For the others there is {@link AnalyticsScript}.
 */
final class AnalyticsOverlay implements Overlay {

    /** As BAM is shipped. */
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
        Credentials credentials = statistics.get().credentials().orElse(SHIPPED);
        files.xml(
                place.get().file(),
                xml -> xml.put(place.get().path(), "true", Placement.first())
                        .setText(
                                context.place(Place.ANALYTICS_RECEIVER).path(),
                                AnalyticsScript.receivers(context.topology()))
                        .setText(context.place(Place.ANALYTICS_USER).path(), credentials.username())
                        .setText(
                                context.place(Place.ANALYTICS_PASSWORD).path(),
                                credentials.password().reveal()));
        if (statistics.get().credentials().isPresent()) {
            files.secret(place.get().file());
        }
    }

    /** Gateways report, publisher and store show it. */
    private static boolean takesPart(Role role) {
        return switch (role) {
            case GATEWAY_MANAGER, GATEWAY_WORKER, PUBLISHER, STORE, ALL_IN_ONE -> true;
            case TRAFFIC_MANAGER, KEY_MANAGER, IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER, BAM, MESSAGE_BROKER ->
                false;
        };
    }
}
