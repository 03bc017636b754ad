package io.github.apim.product;

import static io.github.apim.product.Facts.fixed;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Role.IDENTITY_SERVER;
import static io.github.apim.product.Role.IDENTITY_SERVER_KEY_MANAGER;

import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Identity Server 5.x (matrix §15.1; am-1.10.0 §5; am-2 §8). Embedded LDAP and Kerberos (10389, 8000) are not in it: they
 * serve the user store that it ships with, and its nodes have the shared JDBC store instead (matrix §1.3).
 */
final class IdentityServer5Facts {

    /** From 5.2.0 on those that go with API Manager 2.x. */
    static final List<String> VERSIONS = List.of("5.0.0", "5.1.0", "5.2.0", "5.3.0", "5.5.0", "5.6.0", "5.7.0");

    private static final String API_MANAGER = "repository/conf/api-manager.xml";

    private static final String IDENTITY = "repository/conf/identity/identity.xml";

    private static final Role[] ALL = {IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER};

    private static final List<PortFact> PORTS = List.of(
            open(PortPurpose.SERVLET_HTTPS, 9443, ALL),
            open(PortPurpose.SERVLET_HTTP, 9763, ALL),
            fixed(PortPurpose.CLUSTERING, 4000, Condition.IN_A_CLUSTER, ALL),
            open(PortPurpose.JMX_SERVER, 11111, ALL),
            open(PortPurpose.JMX_REGISTRY, 9999, ALL));

    /** It is on in Carbon 4.2 and off in 4.4 (am-1.10.0 §4). */
    private static final PortFact ENTITLEMENT = open(PortPurpose.ENTITLEMENT, 10500, ALL);

    /** Of the key manager's part of API Manager 1.x, whose port no offset moves (matrix R4). */
    private static final PortFact KEY_VALIDATION =
            fixed(PortPurpose.KEY_VALIDATION, 10397, Condition.OVER_THRIFT, IDENTITY_SERVER_KEY_MANAGER);

    /** Of the key manager's part of API Manager 2.x (am-2 §4). */
    private static final PortFact SHIFTED_KEY_VALIDATION = new PortFact(
            PortPurpose.KEY_VALIDATION, 10397, true, Set.of(IDENTITY_SERVER_KEY_MANAGER), Condition.OVER_THRIFT);

    /** Matrix §3.1. */
    private static final List<ClusterFact> CLUSTERS = List.of(
            new ClusterFact("is.wso2.domain", Set.of(IDENTITY_SERVER)),
            new ClusterFact("is.km.wso2.domain", Set.of(IDENTITY_SERVER_KEY_MANAGER)));

    /** Matrix §10, §11: the last rows are those of the API Manager's part, which makes it a key manager. */
    private static final Places PLACES = Places.none()
            .with(Place.IDENTITY, "repository/conf/identity.xml", "/Server")
            .with(
                    Place.SAML_SERVICE_PROVIDERS,
                    "repository/conf/security/sso-idp-config.xml",
                    "/SSOIdentityProviderConfig/ServiceProviders")
            .with(
                    Place.APPLICATION_AUTHENTICATION_DATASOURCE,
                    "repository/conf/security/application-authentication.xml",
                    "/ApplicationAuthentication/JDBCPersistenceManager/DataSource/Name")
            .with(Place.LOGIN_URL, API_MANAGER, "/APIManager/AuthManager/ServerURL")
            .with(Place.KEY_VALIDATOR_URL, API_MANAGER, "/APIManager/APIKeyValidator/ServerURL")
            .with(Place.GATEWAY_ENVIRONMENT, API_MANAGER, "/APIManager/APIGateway/Environments/Environment")
            .with(Place.REVOKE_URL, API_MANAGER, "/APIManager/APIKeyValidator/RevokeAPIURL")
            .with(Place.TOKEN_ENDPOINT_NAME, API_MANAGER, "/APIManager/APIKeyValidator/TokenEndPointName")
            .with(Place.KEY_MANAGER_CACHE, API_MANAGER, "/APIManager/APIKeyValidator/EnableKeyMgtValidationInfoCache")
            .with(Place.ID_TOKEN_ISSUER, "repository/conf/identity.xml", "/Server/OAuth/OpenIDConnect/IDTokenIssuerID");

    /**
     * What differs from one version to the next.
     *
     * @param javas the major versions of Java that it runs on
     * @param more  ports that not all versions open
     * @param workerNode as in {@link Facts}
     */
    private record Row(Set<Integer> javas, List<PortFact> more, HomeFacts home, Places places, String workerNode) {}

    private static final Row OF_5_1 = new Row(
            Set.of(7, 8),
            List.of(KEY_VALIDATION),
            HomeFacts.CARBON_4_4,
            PLACES.with(Place.IDENTITY, IDENTITY, "/Server")
                    .with(Place.ID_TOKEN_ISSUER, IDENTITY, "/Server/OAuth/OpenIDConnect/IDTokenIssuerID")
                    .with(
                            Place.SAML_SERVICE_PROVIDERS,
                            "repository/conf/identity/sso-idp-config.xml",
                            "/SSOIdentityProviderConfig/ServiceProviders")
                    .without(Place.APPLICATION_AUTHENTICATION_DATASOURCE),
            Facts.NO_ADMINISTRATION);

    private static final Map<String, Row> ROWS = Map.of(
            "5.0.0",
            new Row(
                    Set.of(6, 7),
                    List.of(KEY_VALIDATION, ENTITLEMENT),
                    HomeFacts.CARBON_4_2,
                    PLACES,
                    Facts.NO_WORKER_PROFILE),
            "5.1.0",
            OF_5_1);

    /** With the key manager's part of API Manager 2.0 and 2.1; the issuer of id tokens is the server's own name (am-2 §10). */
    private static final Places PLACES_OF_5_2 = OF_5_1.places()
            .without(Place.ID_TOKEN_ISSUER)
            .with(Place.REVOKE_URL, API_MANAGER, "/APIManager/OAuthConfigurations/RevokeAPIURL")
            .with(Place.TOKEN_ENDPOINT_NAME, API_MANAGER, "/APIManager/OAuthConfigurations/TokenEndPointName")
            .with(Place.KEY_MANAGER_CACHE, API_MANAGER, "/APIManager/CacheConfigurations/EnableKeyManagerTokenCache");

    /** With that of 2.2 and later, where policies have a switch (am-2 §10.1). */
    private static final Places PLACES_OF_5_5 = PLACES_OF_5_2.with(
            Place.POLICY_DEPLOYER_SWITCH, API_MANAGER, "/APIManager/ThrottlingConfigurations/PolicyDeployer/Enabled");

    private static Row later(String version) {
        return new Row(
                OF_5_1.javas(),
                List.of(SHIFTED_KEY_VALIDATION),
                OF_5_1.home(),
                Catalogue.isSince("5.5.0", version) ? PLACES_OF_5_5 : PLACES_OF_5_2,
                OF_5_1.workerNode());
    }

    private IdentityServer5Facts() {}

    static Facts of(String version) {
        Row row = Catalogue.isSince("5.2.0", version)
                ? later(version)
                : ROWS.getOrDefault(version, ROWS.get(VERSIONS.get(0)));
        return new Facts(
                new ProductVersion(Product.IDENTITY_SERVER, version),
                VersionFamily.IDENTITY_SERVER_5,
                new TreeSet<>(row.javas()),
                Map.of(),
                Stream.concat(PORTS.stream(), row.more().stream()).toList(),
                Set.of(PortPurpose.SERVLET_HTTPS, PortPurpose.SERVLET_HTTP),
                List.of(),
                List.of(),
                CLUSTERS,
                Map.of(),
                Map.of(),
                row.home(),
                Map.of(),
                Map.of(),
                row.places(),
                SvnClient.NONE,
                row.workerNode(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.of(row.home() == HomeFacts.CARBON_4_2 ? CarbonVault.OF_4_2 : CarbonVault.OF_4_4));
    }
}
