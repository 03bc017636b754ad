package io.github.apim.family.am2;

import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.Optional;

/** A key manager issues id tokens in its own name, where the shipped file says localhost (am-2 §11, N25). */
final class TokenIssuerOverlay implements Overlay {

    private static final String OWN_NAME = "${carbon.protocol}://${carbon.host}:${carbon.management.port}/oauth2/token";

    @Override
    public String name() {
        return "token-issuer";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<FilePlace> place = context.facts().places().find(Place.ID_TOKEN_ISSUER);
        boolean issues = context.node().role() == Role.KEY_MANAGER
                || context.node().role() == Role.ALL_IN_ONE
                        && !context.topology().wiring().calls(context.node(), CallPurpose.KEYS);
        if (place.isPresent() && issues) {
            files.xml(
                    place.get().file(), identity -> identity.setText(place.get().path(), OWN_NAME));
        }
    }
}
