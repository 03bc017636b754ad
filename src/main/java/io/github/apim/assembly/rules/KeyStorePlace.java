package io.github.apim.assembly.rules;

import static io.github.apim.assembly.rules.ConfigurationFiles.AXIS2;
import static io.github.apim.assembly.rules.ConfigurationFiles.CARBON;
import static io.github.apim.assembly.rules.ConfigurationFiles.IDENTITY;

import io.github.apim.deployment.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place in a node's files that names a key store.
 *
 * @param file        which file
 * @param place       the element, or the section of a JSON file
 * @param nameKey     what below it names the key store
 * @param passwordKey what below it holds the password
 * @param location    the key store below the home; empty if it lies elsewhere on the machine
 * @param type        as it is declared
 * @param password    of the key store; empty if a secure vault has it
 * @param aliasKey    what below it names an entry
 * @param alias       the entry that is used, if the place names one
 * @param keyPassword of the private keys; empty if the place needs none, or a secure vault has it
 * @param use         what it is for
 */
record KeyStorePlace(
        String file,
        String place,
        String nameKey,
        String passwordKey,
        Optional<String> location,
        String type,
        Optional<Secret> password,
        String aliasKey,
        Optional<String> alias,
        Optional<Secret> keyPassword,
        Use use) {

    /** What the server takes from a key store. */
    enum Use {
        /** Its own key. */
        KEY,
        /** Certificates of others. */
        TRUST
    }

    private static final String SECURITY = "/Server/Security/";
    private static final String ENTITLEMENT = "/Server/EntitlementSettings/ThirftBasedEntitlementConfig";
    private static final String RELYING_PARTIES = "/Server/Security/UserTrustedRPStore";
    private static final String HOME = "${carbon.home}/";
    private static final String JKS = "JKS";
    private static final String VAULT = "svns:secretAlias";

    /** All places of a node that are live; the server's own key store is the first. */
    static List<KeyStorePlace> of(PlanContext context, PlannedNode planned) {
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
        if (planned.value(IDENTITY, ENTITLEMENT + "/EnableThriftService")
                .filter("false"::equals)
                .isEmpty()) {
            add(places, planned, IDENTITY, ENTITLEMENT + "/KeyStore", Use.KEY);
        }
        // API Manager names this one and does not ship it.
        add(places, planned, IDENTITY, RELYING_PARTIES, Use.TRUST);
        for (SiteSettings settings : SiteSettings.of(context, planned)) {
            if (settings.value("enabled").equals("true")
                    && !settings.value("keyStoreName").isEmpty()) {
                places.add(of(settings));
            }
        }
        return places;
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
        return Stream.of(element)
                .flatMap(parent -> parent.named(name))
                .reduce((first, last) -> last)
                .filter(value -> value.attribute(VAULT).isEmpty())
                .map(value -> new Secret(value.text()));
    }

    /** Whether the place can say of which type its key store is. */
    boolean hasType() {
        return file.equals(CARBON) || file.equals(AXIS2);
    }

    /** Whether a file that is missing there is no fault: as it was shipped, or left out of the pack by intention. */
    boolean mayBeMissing() {
        return place.equals(RELYING_PARTIES)
                || location.filter(path ->
                                path.matches("repository/resources/security/(wso2carbon|client-truststore)\\.jks"))
                        .isPresent();
    }
}
