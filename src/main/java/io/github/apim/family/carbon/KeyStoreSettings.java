package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.KeyStoreSetting.HOME;

import io.github.apim.product.Facts;
import io.github.apim.product.Place;
import io.github.apim.rules.KeyStorePlace.Use;
import java.util.ArrayList;
import java.util.List;

/**
 * All places in the files of Carbon servers that name a key store. Which of them a version has is seen in its files: one
 * that is missing there, or commented out, is no place (am-2 §11; matrix §2, §3.2).
 */
final class KeyStoreSettings {

    /** Where all of them lie, and what the packs call the two. */
    static final String FOLDER = "repository/resources/security/";

    static final String PRIMARY = FOLDER + "wso2carbon.jks";
    static final String TRUSTED = FOLDER + "client-truststore.jks";

    static final String ENTITLEMENT = "/EntitlementSettings/ThirftBasedEntitlementConfig";

    private static final String SECURITY = "/Server/Security/";
    private static final String BROKER = "repository/conf/broker.xml";
    private static final String DATA_BRIDGE = "repository/conf/data-bridge/data-bridge-config.xml";
    private static final String LOGIN_PAGE = "repository/conf/identity/EndpointConfig.properties";
    private static final String WEB_SOCKETS = CarbonFiles.SYNAPSE + "/inbound-endpoints/SecureWebSocketInboundEndpoint.xml";
    private static final List<String> AUTHENTICATORS = List.of(
            "repository/conf/security/application-authentication.xml",
            "repository/conf/identity/application-authentication.xml");

    /** The server's own, by which all others are known. */
    static final KeyStoreSetting OWN = carbon("KeyStore", Use.KEY);

    static final KeyStoreSetting TRUST = carbon("TrustStore", Use.TRUST);

    private KeyStoreSettings() {}

    /** Those of the versions that a node may run; the server's own is the first. */
    static List<KeyStoreSetting> of(Facts facts) {
        List<KeyStoreSetting> settings = new ArrayList<>(List.of(
                OWN,
                carbon("RegistryKeyStore", Use.KEY),
                carbon("InternalKeyStore", Use.KEY),
                TRUST,
                connector()));
        for (String kind : List.of("transportReceiver", "transportSender")) {
            settings.addAll(transport(kind, "https"));
        }
        settings.add(KeyStoreSetting.of(
                CarbonFiles.AXIS2,
                "/axisconfig/transportSender[@name='wss']/parameter[@name='ws.trust.store']",
                Use.TRUST,
                "",
                "/ws.trust.store.location",
                "/ws.trust.store.Password"));
        facts.places()
                .find(Place.IDENTITY)
                .ifPresent(identity -> settings.add(KeyStoreSetting.element(
                        identity.file(), identity.path() + ENTITLEMENT + "/KeyStore", Use.KEY, HOME)));
        AUTHENTICATORS.forEach(file -> settings.add(authenticator(file)));
        settings.add(KeyStoreSetting.of(
                LOGIN_PAGE, "", Use.KEY, "./", "client.keyStore", "Carbon.Security.KeyStore.Password"));
        settings.add(KeyStoreSetting.of(
                LOGIN_PAGE, "", Use.TRUST, "./", "client.trustStore", "Carbon.Security.TrustStore.Password"));
        settings.add(KeyStoreSetting.of(
                DATA_BRIDGE, "/dataBridgeConfiguration", Use.KEY, HOME, "/keyStoreLocation", "/keyStorePassword"));
        for (String protocol : List.of("amqp", "mqtt")) {
            String connection = "/broker/transports/" + protocol + "/sslConnection";
            settings.add(KeyStoreSetting.of(
                    BROKER, connection + "/keyStore", Use.KEY, "", "/location", "/password"));
            settings.add(KeyStoreSetting.of(
                    BROKER, connection + "/trustStore", Use.TRUST, "", "/location", "/password"));
        }
        settings.add(KeyStoreSetting.of(
                        WEB_SOCKETS,
                        "/inboundEndpoint/parameters",
                        Use.KEY,
                        "",
                        parameter("wss.ssl.key.store.file"),
                        parameter("wss.ssl.key.store.pass"))
                .keyPassword(parameter("wss.ssl.cert.pass")));
        settings.add(KeyStoreSetting.of(
                WEB_SOCKETS,
                "/inboundEndpoint/parameters",
                Use.TRUST,
                "",
                parameter("wss.ssl.trust.store.file"),
                parameter("wss.ssl.trust.store.pass")));
        return settings;
    }

    /** The two of a transport of axis2.xml. */
    static List<KeyStoreSetting> transport(String kind, String name) {
        String parameter = "/axisconfig/" + kind + "[@name='" + name + "']/parameter";
        return List.of(
                KeyStoreSetting.element(
                                CarbonFiles.AXIS2, parameter + "[@name='keystore']/KeyStore", Use.KEY, "")
                        .type("/Type")
                        .keyPassword("/KeyPassword"),
                KeyStoreSetting.element(
                                CarbonFiles.AXIS2, parameter + "[@name='truststore']/TrustStore", Use.TRUST, "")
                        .type("/Type"));
    }

    private static KeyStoreSetting carbon(String name, Use use) {
        KeyStoreSetting setting = KeyStoreSetting.element(CarbonFiles.CARBON, SECURITY + name, use, HOME)
                .type("/Type");
        return use == Use.KEY ? setting.alias("/KeyAlias").keyPassword("/KeyPassword") : setting;
    }

    /** From 1.10.0 on; the connector of 1.9 has none of its own. Tomcat's names. */
    private static KeyStoreSetting connector() {
        return KeyStoreSetting.of(
                        CarbonFiles.CATALINA,
                        "/Server/Service/Connector[@SSLEnabled='true']",
                        Use.KEY,
                        HOME,
                        "/@keystoreFile",
                        "/@keystorePass")
                .type("/@keystoreType")
                .alias("/@keyAlias")
                .keyPassword("/@keyPass");
    }

    private static KeyStoreSetting authenticator(String file) {
        return KeyStoreSetting.of(
                file,
                "/ApplicationAuthentication/AuthenticatorConfigs/AuthenticatorConfig[@name='OpenIDAuthenticator']",
                Use.TRUST,
                "/",
                "/Parameter[@name='TrustStorePath']",
                "/Parameter[@name='TrustStorePassword']");
    }

    private static String parameter(String name) {
        return "/parameter[@name='" + name + "']";
    }
}
