package io.github.apim.family.am1;

import io.github.apim.deployment.Secret;
import io.github.apim.family.carbon.KeyStorePlaces;
import io.github.apim.rules.KeyStorePlace;
import io.github.apim.rules.KeyStorePlace.Use;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The places of a node that name a key store: those of its server, and those of its web applications. */
final class PortalKeyStores {

    private static final String JKS = "JKS";

    private PortalKeyStores() {}

    /** All places of a node that are live; the server's own key store is the first. */
    static List<KeyStorePlace> withThoseOfTheServer(PlanContext context, PlannedNode planned) {
        List<KeyStorePlace> places = new ArrayList<>(KeyStorePlaces.of(context, planned));
        for (SiteSettings settings : SiteSettings.of(context, planned)) {
            if (settings.value("enabled").equals("true")
                    && !settings.value("keyStoreName").isEmpty()) {
                places.add(of(settings));
            }
        }
        return places;
    }

    static KeyStorePlace of(SiteSettings settings) {
        return new KeyStorePlace(
                settings.file(),
                SiteSettings.SECTION,
                "keyStoreName",
                "keyStorePassword",
                KeyStorePlaces.below(settings.value("keyStoreName")),
                false,
                JKS,
                Optional.of(new Secret(settings.value("keyStorePassword"))),
                "identityAlias",
                Optional.of(settings.value("identityAlias")).filter(alias -> !alias.isEmpty()),
                "keyStorePassword",
                Optional.empty(),
                Use.TRUST);
    }
}
