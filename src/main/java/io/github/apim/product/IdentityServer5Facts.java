package io.github.apim.product;

import static io.github.apim.product.Facts.fixed;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Role.IDENTITY_SERVER;
import static io.github.apim.product.Role.IDENTITY_SERVER_KEY_MANAGER;

import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Set;

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
            fixed(PortPurpose.CLUSTERING, 4000, ALL).when(Condition.IN_A_CLUSTER),
            open(PortPurpose.JMX_SERVER, 11111, ALL),
            open(PortPurpose.JMX_REGISTRY, 9999, ALL));

    /** It is on in Carbon 4.2 and off in 4.4 (am-1.10.0 §4). */
    private static final PortFact ENTITLEMENT = open(PortPurpose.ENTITLEMENT, 10500, ALL);

    /** Of the key manager's part of API Manager 1.x, whose port no offset moves (matrix R4). */
    private static final PortFact KEY_VALIDATION = fixed(PortPurpose.KEY_VALIDATION, 10397, IDENTITY_SERVER_KEY_MANAGER)
            .when(Condition.OVER_THRIFT);

    /** Of the key manager's part of API Manager 2.x (am-2 §4). */
    private static final PortFact SHIFTED_KEY_VALIDATION =
            open(PortPurpose.KEY_VALIDATION, 10397, IDENTITY_SERVER_KEY_MANAGER).when(Condition.OVER_THRIFT);

    /** Matrix §3.1. */
    private static final List<ClusterFact> CLUSTERS = List.of(
            new ClusterFact("is.wso2.domain", Set.of(IDENTITY_SERVER)),
            new ClusterFact("is.km.wso2.domain", Set.of(IDENTITY_SERVER_KEY_MANAGER)));

    /** Matrix §10, §11: the last rows are those of the API Manager's part, which makes it a key manager. */
    private static final Places PLACES = Places.ofXmlFiles()
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

    private static final Places PLACES_OF_5_1 = PLACES.with(Place.IDENTITY, IDENTITY, "/Server")
            .with(Place.ID_TOKEN_ISSUER, IDENTITY, "/Server/OAuth/OpenIDConnect/IDTokenIssuerID")
            .with(
                    Place.SAML_SERVICE_PROVIDERS,
                    "repository/conf/identity/sso-idp-config.xml",
                    "/SSOIdentityProviderConfig/ServiceProviders")
            .without(Place.APPLICATION_AUTHENTICATION_DATASOURCE);

    /** With the key manager's part of API Manager 2.0 and 2.1; the issuer of id tokens is the server's own name (am-2 §10). */
    private static final Places PLACES_OF_5_2 = PLACES_OF_5_1
            .without(Place.ID_TOKEN_ISSUER)
            .with(Place.REVOKE_URL, API_MANAGER, "/APIManager/OAuthConfigurations/RevokeAPIURL")
            .with(Place.TOKEN_ENDPOINT_NAME, API_MANAGER, "/APIManager/OAuthConfigurations/TokenEndPointName")
            .with(Place.KEY_MANAGER_CACHE, API_MANAGER, "/APIManager/CacheConfigurations/EnableKeyManagerTokenCache");

    /** With that of 2.2 and later, where policies have a switch (am-2 §10.1). */
    private static final Places PLACES_OF_5_5 = PLACES_OF_5_2.with(
            Place.POLICY_DEPLOYER_SWITCH, API_MANAGER, "/APIManager/ThrottlingConfigurations/PolicyDeployer/Enabled");

    private IdentityServer5Facts() {}

    static Facts of(String version) {
        if (Catalogue.isSince("5.5.0", version)) {
            return onCarbon44(version, PLACES_OF_5_5)
                    .ports(List.of(SHIFTED_KEY_VALIDATION))
                    .build();
        }
        if (Catalogue.isSince("5.2.0", version)) {
            return onCarbon44(version, PLACES_OF_5_2)
                    .ports(List.of(SHIFTED_KEY_VALIDATION))
                    .build();
        }
        return version.equals("5.1.0")
                ? onCarbon44(version, PLACES_OF_5_1)
                        .ports(List.of(KEY_VALIDATION))
                        .build()
                : onCarbon42(version).build();
    }

    private static FactsBuilder onCarbon42(String version) {
        return common(version, HomeFacts.CARBON_4_2)
                .javas(6, 7)
                .ports(List.of(KEY_VALIDATION, ENTITLEMENT))
                .places(PLACES)
                .workerNode(Facts.NO_WORKER_PROFILE)
                .vault(CarbonVault.OF_4_2);
    }

    private static FactsBuilder onCarbon44(String version, Places places) {
        return common(version, HomeFacts.CARBON_4_4)
                .javas(7, 8)
                .places(places)
                .workerNode(Facts.NO_ADMINISTRATION)
                .vault(CarbonVault.OF_4_4);
    }

    private static FactsBuilder common(String version, HomeFacts home) {
        return FactsBuilder.of(VersionFamily.IDENTITY_SERVER_5, version, home)
                .startScript(Facts.CARBON_SCRIPT)
                .ports(PORTS)
                .awaited(PortPurpose.SERVLET_HTTPS, PortPurpose.SERVLET_HTTP)
                .clusters(CLUSTERS);
    }
}
