package io.github.apim.product;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Carbon's secure vault (matrix §13, am-2 §14). Aliases are those that the code asks for; where it reads the alias from the
 * element itself, such as in datasources and transports, they are those of the shipped tool.
 */
final class CarbonVault {

    private static final String CONF = "repository/conf/";
    private static final String CARBON = CONF + "carbon.xml";
    private static final String AXIS2 = CONF + "axis2/axis2.xml";
    private static final String USERS = CONF + "user-mgt.xml";
    private static final String REGISTRY = CONF + "registry.xml";

    private static final String SHIPPED_KEY = "CN=localhost,O=WSO2,L=Mountain View,ST=CA,C=US";
    private static final Set<String> SHIPPED_SECRETS = Set.of("wso2carbon", "admin");

    private static final String REALM = "/UserManager";
    private static final String TRANSPORTS = "/axisconfig";
    private static final String SOURCES = "/datasources-configuration";

    /** A path of names, none of which is there twice, that ends in a name such as Password. */
    private static final String ANY_PASSWORD = "/((?:\\w+/)*\\w*Password)";

    /** Elements of the file itself, whose aliases are their paths. */
    private static final List<VaultPlace> BY_PATH = List.of(
            VaultPlace.of(CARBON, "/Server", ANY_PASSWORD, "Carbon.$1"),
            VaultPlace.of(
                    CONF + "api-manager.xml",
                    "/APIManager",
                    "/APIGateway/Environments/Environment(?:\\[[^\\]]+\\])?/Password",
                    "APIGateway.Password"),
            VaultPlace.of(
                    CONF + "api-manager.xml",
                    "/APIManager",
                    "/(ExternalAPIStores/ExternalAPIStore(?:\\[[^\\]]+\\])?)/Password",
                    "ExternalAPIStores.ExternalAPIStore.Password_{/APIManager/$1/@id}"),
            VaultPlace.of(CONF + "api-manager.xml", "/APIManager", ANY_PASSWORD, "$1"),
            VaultPlace.of(
                    CONF + "tomcat/catalina-server.xml",
                    "/Server",
                    "/(Service(?:\\[[^\\]]+\\])?)/Connector(?:\\[[^\\]]+\\])?/@keystorePass",
                    "Server.Service.Connector.keystorePass"));

    private static final List<VaultPlace> OF_USERS = List.of(
            VaultPlace.of(USERS, REALM, "/Realm/Configuration/AdminUser/Password", "UserManager.AdminUser.Password"),
            VaultPlace.of(
                    USERS,
                    REALM,
                    "/Realm/Configuration/Property\\[@name='([Pp]assword|ConnectionPassword)'\\]",
                    "UserManager.Configuration.Property.$1"),
            VaultPlace.of(
                    USERS,
                    REALM,
                    "/Realm/UserStoreManager/Property\\[@name='([Pp]assword|ConnectionPassword)'\\]",
                    "UserStoreManager.Property.$1"),
            VaultPlace.of(
                    REGISTRY, "/wso2registry", "/dbConfig\\[@name='([^']+)'\\]/password", "wso2registry.$1.password"),
            VaultPlace.of(
                    REGISTRY,
                    "/wso2registry",
                    "/(remoteInstance(?:\\[[^\\]]+\\])?)/password",
                    "wso2registry.{/wso2registry/$1/id}.password"));

    private static final List<VaultPlace> OF_TRANSPORTS = List.of(
            transport("transportReceiver", "Listener"),
            transport("transportSender", "Sender"),
            VaultPlace.of(
                    AXIS2,
                    TRANSPORTS,
                    "/transportSender\\[@name='mailto'\\]/parameter\\[@name='mail\\.smtp\\.password'\\]",
                    "Axis2.Mailto.Parameter.Password"));

    private static final List<VaultPlace> OF_DATASOURCES = Stream.of("master", "bam", "metrics")
            .map(kind -> VaultPlace.of(
                    CONF + "datasources/" + kind + "-datasources.xml",
                    SOURCES,
                    "/(datasources/datasource(?:\\[[^\\]]+\\])?)/definition/configuration/password",
                    "Datasources.{" + SOURCES + "/$1/name}.Configuration.Password"))
            .toList();

    /** The key is that of the registry's key store. */
    static final VaultFact OF_4_2 = fact("/Server/Security/RegistryKeyStore", identity("identity.xml"));

    /** The key is the primary one, and there are a receiver of events and a broker. */
    static final VaultFact OF_4_4 = fact(
            "/Server/Security/KeyStore",
            identity("identity/identity.xml"),
            VaultPlace.of(
                    CONF + "data-bridge/data-bridge-config.xml",
                    "/dataBridgeConfiguration",
                    "/keyStorePassword",
                    "DataBridge.Config.keyStorePassword"),
            VaultPlace.of(
                    CONF + "broker.xml",
                    "/broker",
                    "/(transports/\\w+/sslConnection/(?:keyStore|trustStore)/password)",
                    "$1"));

    /** Since Carbon 4.5 the server renders its files, and the internal key store is the one (am-3 §15, am-4 §11). */
    static final VaultFact OF_TOML = new VaultFact(
            new FilePlace(Facts.DEPLOYMENT_TOML, "keystore"),
            "RSA/ECB/OAEPwithSHA1andMGF1Padding",
            List.of(),
            true,
            SHIPPED_KEY,
            SHIPPED_SECRETS,
            VaultFact.USUALLY_HANDED_IN);

    /** Since 4.7 of API Manager a key of its own decrypts them (am-4 §11.1). */
    static final VaultFact OF_SYMMETRIC_TOML = new VaultFact(
            OF_TOML.keyStore(),
            "AES/GCM/NoPadding",
            List.of(),
            true,
            SHIPPED_KEY,
            SHIPPED_SECRETS,
            "encryption-key-tmp");

    private CarbonVault() {}

    private static VaultPlace transport(String element, String title) {
        return VaultPlace.of(
                AXIS2,
                TRANSPORTS,
                "/" + element + "\\[@name='https'\\]/parameter\\[@name='(?:keystore|truststore)'\\]"
                        + "/((?:KeyStore|TrustStore)/(?:Key)?Password)",
                "Axis2.Https." + title + ".$1");
    }

    private static VaultPlace identity(String file) {
        return VaultPlace.of(CONF + file, "/Server", "/((?:\\w+/)*\\w*(?:Password|StorePass))", "$1");
    }

    private static VaultFact fact(String keyStore, VaultPlace... more) {
        return new VaultFact(
                new FilePlace(CARBON, keyStore),
                "RSA/ECB/PKCS1Padding",
                Stream.of(BY_PATH, OF_USERS, OF_TRANSPORTS, OF_DATASOURCES, List.of(more))
                        .flatMap(List::stream)
                        .toList(),
                false,
                SHIPPED_KEY,
                SHIPPED_SECRETS,
                VaultFact.USUALLY_HANDED_IN);
    }
}
