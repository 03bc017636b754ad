package io.github.apim.family.am1;

import static io.github.apim.family.carbon.ConfigurationFiles.AXIS2;
import static io.github.apim.family.carbon.ConfigurationFiles.CARBON;

import io.github.apim.deployment.Secret;
import io.github.apim.family.carbon.ConfigurationFiles;
import io.github.apim.family.carbon.TomlKeyStores;
import io.github.apim.product.Place;
import io.github.apim.edit.XmlView.Element;
import io.github.apim.rules.KeyStorePlace;
import io.github.apim.rules.KeyStorePlace.Use;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The places of Carbon servers and of their web applications that name a key store. */
final class KeyStorePlaces {

    private static final String SECURITY = "/Server/Security/";
    private static final String ENTITLEMENT = "/Server/EntitlementSettings/ThirftBasedEntitlementConfig";
    private static final String RELYING_PARTIES = "/Server/Security/UserTrustedRPStore";
    private static final String HOME = "${carbon.home}/";
    private static final String JKS = "JKS";
    private static final String VAULT = "svns:secretAlias";

    private KeyStorePlaces() {}

    /** All places of a node that are live; the server's own key store is the first. */
    static List<KeyStorePlace> of(PlanContext context, PlannedNode planned) {
        if (planned.toml(ConfigurationFiles.DEPLOYMENT).isPresent()) {
            // The files of such a server are rendered of this one, whatever the pack has there.
            return TomlKeyStores.of(planned);
        }
        List<KeyStorePlace> places = new ArrayList<>();
        add(places, planned, CARBON, SECURITY + "KeyStore", Use.KEY);
        add(places, planned, CARBON, SECURITY + "RegistryKeyStore", Use.KEY);
        add(places, planned, CARBON, SECURITY + "TrustStore", Use.TRUST);
        for (String kind : List.of("transportReceiver", "transportSender")) {
            for (Element transport : planned.elements(AXIS2, "/axisconfig/" + kind)) {
                String named = "/axisconfig/" + kind + "[@name='"
                        + transport.attribute("name").orElse("") + "']/parameter";
                add(places, planned, AXIS2, named + "[@name='keystore']/KeyStore", Use.KEY);
                add(places, planned, AXIS2, named + "[@name='truststore']/TrustStore", Use.TRUST);
            }
        }
        context.place(planned, Place.IDENTITY).ifPresent(identity -> addIdentity(places, planned, identity.file()));
        for (SiteSettings settings : SiteSettings.of(context, planned)) {
            if (settings.value("enabled").equals("true")
                    && !settings.value("keyStoreName").isEmpty()) {
                places.add(of(settings));
            }
        }
        return places;
    }

    private static void addIdentity(List<KeyStorePlace> places, PlannedNode planned, String file) {
        if (planned.value(file, ENTITLEMENT + "/EnableThriftService")
                .filter("false"::equals)
                .isEmpty()) {
            add(places, planned, file, ENTITLEMENT + "/KeyStore", Use.KEY);
        }
        // API Manager names this one and does not ship it.
        add(places, planned, file, RELYING_PARTIES, Use.TRUST);
    }

    private static void add(List<KeyStorePlace> places, PlannedNode planned, String file, String place, Use use) {
        // As Carbon takes the last of two.
        planned.elements(file, place).stream()
                .reduce((first, last) -> last)
                .filter(element -> element.value("Location").isPresent())
                .map(element -> new KeyStorePlace(
                        file,
                        place,
                        "Location",
                        "Password",
                        below(element.value("Location").orElseThrow()),
                        file.equals(CARBON) || file.equals(AXIS2),
                        element.value("Type").orElse(JKS),
                        secret(element, "Password"),
                        "KeyAlias",
                        element.value("KeyAlias"),
                        secret(element, "KeyPassword"),
                        use))
                .ifPresent(places::add);
    }

    private static KeyStorePlace of(SiteSettings settings) {
        return new KeyStorePlace(
                settings.file(),
                SiteSettings.SECTION,
                "keyStoreName",
                "keyStorePassword",
                below(settings.value("keyStoreName")),
                false,
                JKS,
                Optional.of(new Secret(settings.value("keyStorePassword"))),
                "identityAlias",
                Optional.of(settings.value("identityAlias")).filter(alias -> !alias.isEmpty()),
                Optional.empty(),
                Use.TRUST);
    }

    /** The path below the home; the server changes to the home before it opens a relative one. */
    private static Optional<String> below(String location) {
        String path = location.startsWith(HOME) ? location.substring(HOME.length()) : location;
        boolean elsewhere =
                path.isEmpty() || path.startsWith("/") || path.contains("${") || path.matches("[A-Za-z]:.*");
        return elsewhere ? Optional.empty() : Optional.of(path.replaceAll("^(\\./)+", ""));
    }

    private static Optional<Secret> secret(Element element, String name) {
        return element.elements(name).stream()
                .reduce((first, last) -> last)
                .filter(value -> value.attribute(VAULT).isEmpty())
                .map(value -> new Secret(value.text()));
    }

    /** Whether a file that is missing there is no fault: as it was shipped, or left out of the pack by intention. */
    static boolean mayBeMissing(KeyStorePlace place) {
        return place.place().equals(RELYING_PARTIES)
                || place.location()
                        .filter(path ->
                                path.matches("repository/resources/security/(wso2carbon|client-truststore)\\.jks"))
                        .isPresent();
    }
}
