package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an identity server reads from its files where it is the key manager, against the matrix (§11). */
@Needs
class IdentityServerKeyManagerTest extends IdentityServerHarness {

    @Test
    void aPlainIdentityServerIsNoKeyManager() throws IOException {
        TestDeployment deployment = deployment(IdentityServerPacks.SMALL.changed())
                .with("role: identity-server,", "role: identity-server-key-manager,")
                .with("    identity-server: login.example.com\n", "");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(
                        "org.wso2.carbon.apimgt.keymgt: is not among the bundles: this is a plain Identity")
                .hasMessageEndingWith("[M47]")
                .hasMessageContaining("pre-packaged Identity Server for the API Manager");
    }

    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void aKeyManagerIssuesTokensForTheGateways(IdentityServerPacks pack) throws IOException {
        NodeHome home = assembled(keyManager(pack), "is");

        String manager = "api-manager.xml";
        add(home, "GatewayType", manager, "/APIManager/GatewayType");
        add(home, "DataSourceName", manager, "/APIManager/DataSourceName");
        add(home, "environment", manager, "//Environment/ServerURL | //Environment/GatewayEndpoint");
        add(home, "RevokeAPIURL", manager, "//APIKeyValidator/RevokeAPIURL");
        add(home, "ServerURL", manager, "//APIKeyValidator/ServerURL");
        add(home, "client", manager, "//KeyValidatorClientType");
        add(home, "thrift", manager, "//EnableThriftServer | //ThriftServerHost");
        add(home, "token", manager, "//TokenEndPointName | //EnableKeyMgtValidationInfoCache");
        add(home, "claims", manager, "//APIConsumerAuthentication/ClaimsRetrieverImplClass");
        add(home, "dialect", manager, "//APIConsumerAuthentication/ConsumerDialectURI");
        add(home, "signature", manager, "//APIConsumerAuthentication/SignatureAlgorithm");
        add(home, "JWT", manager, "//APIConsumerAuthentication/EnableTokenGeneration");
        add(home, "identity", "identity.xml", "//JDBCPersistenceManager/DataSource/Name");
        add(home, "schema", "identity.xml", "//JDBCPersistenceManager/SkipDBSchemaCreation");
        add(home, "scopes", "identity.xml", "/Server/OAuth/OAuthScopeValidator/@class");
        add(home, "issuer", "identity.xml", "//OpenIDConnect/IDTokenIssuerID");
        add(home, "authentication", "security/application-authentication.xml", "//DataSource/Name");
        add(home, "handler", "registry.xml", "//handler[contains(@class,'apimgt')]/@methods");
        add(home, "media type", "registry.xml", "//handler[contains(@class,'apimgt')]//property");
        add(home, "datasources", "datasources/master-datasources.xml", "//jndiConfig/name[starts-with(.,'jdbc')]");
        add(home, "UserStoreManager", "user-mgt.xml", "//UserStoreManager/@class");
        add(home, "Issuer", "security/sso-idp-config.xml", "//ServiceProvider/Issuer");

        assertThat(String.join("\n", lines) + "\n").isEqualTo("""
                GatewayType: None
                DataSourceName: jdbc/WSO2AM_DB
                environment: https://mgt.gw.example.com:443/services/ http://${carbon.local.ip}:${http.nio.port},https://${carbon.local.ip}:${https.nio.port}
                RevokeAPIURL: https://gw.example.com:443/revoke
                ServerURL: https://${carbon.local.ip}:${mgt.transport.https.port}${carbon.context}/services/
                client: WSClient
                thrift: false
                token: false /oauth2/token
                claims: org.wso2.carbon.apimgt.impl.token.DefaultClaimsRetriever
                dialect: http://wso2.org/claims
                signature: NONE
                JWT: false
                identity: jdbc/WSO2AM_DB
                schema: true
                scopes: org.wso2.carbon.identity.oauth2.validators.JDBCScopeValidator
                issuer: https://is.internal:9444/oauth2endpoints/token
                authentication: jdbc/WSO2AM_DB
                handler: PUT,DELETE
                media type: workflow-config
                datasources: jdbc/WSO2CarbonDB jdbc/WSO2AM_DB jdbc/WSO2UM_DB jdbc/WSO2REG_DB
                UserStoreManager: org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager
                Issuer: wso2.my.dashboard API_PUBLISHER API_STORE
                """);
    }

    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void aKeyManagerHandlesEveryGrantTypeWithTheApiManagersClass(IdentityServerPacks pack) throws IOException {
        NodeHome home = assembled(keyManager(pack), "is");

        String type = "/Server/OAuth/SupportedGrantTypes/SupportedGrantType";
        List<String> handlers = new ArrayList<>();
        for (String name : home.values(CONF + "identity.xml", type + "/GrantTypeName")) {
            String handler = home.value(
                    CONF + "identity.xml", type + "[GrantTypeName='" + name + "']/GrantTypeHandlerImplClass");
            handlers.add(name + " " + handler.substring(handler.lastIndexOf('.') + 1));
        }
        assertThat(handlers)
                .containsExactly(
                        "authorization_code ExtendedAuthorizationCodeGrantHandler",
                        "password ExtendedPasswordGrantHandler",
                        "refresh_token RefreshGrantHandler",
                        "client_credentials ExtendedClientCredentialsGrantHandler",
                        "urn:ietf:params:oauth:grant-type:saml2-bearer ExtendedSAML2BearerGrantHandler",
                        "iwa:ntlm NTLMAuthenticationGrantHandler",
                        "application_token ApplicationTokenGrantHandler");
        assertThat(home.values(CONF + "identity.xml", type + "/GrantTypeValidatorImplClass"))
                .containsExactly("org.wso2.carbon.apimgt.keymgt.handlers.ApplicationTokenGrantValidator");
    }

    @Test
    void aKeyManagerWithAnIndexGetsTheApiManagersIndexersOnceAndKeepsTheOthers() throws IOException {
        String registry = "repository/conf/registry.xml";
        SmallPack pack = IdentityServerPacks.SMALL.keyManager().file(registry, SmallPack.text(registry));
        NodeHome home = assembled(keyManager(pack), "is");

        assertThat(home.values(registry, "/wso2registry/indexingConfiguration/indexers/indexer/@class").stream()
                        .map(name -> name.replace("org.wso2.carbon.", "")))
                .containsExactly(
                        "governance.registry.extensions.indexers.RXTIndexer",
                        "apimgt.impl.indexing.indexer.PlainTextIndexer",
                        "apimgt.impl.indexing.indexer.WSDLIndexer",
                        "apimgt.impl.indexing.indexer.PDFIndexer",
                        "apimgt.impl.indexing.indexer.MSWordIndexer",
                        "apimgt.impl.indexing.indexer.MSPowerpointIndexer",
                        "apimgt.impl.indexing.indexer.MSExcelIndexer",
                        "apimgt.impl.indexing.indexer.XMLIndexer");
        assertThat(home.values(registry, "//handler[contains(@class,'apimgt')]/@methods"))
                .containsExactly("PUT,DELETE");
    }

    @Test
    void whatAPackOfAKeyManagerDoesNotHaveIsLeftOut() throws IOException {
        String file = "repository/conf/api-manager.xml";
        SmallPack pack = IdentityServerPacks.SMALL
                .keyManager()
                .file(file, "<APIManager>\n  <GatewayType>Synapse</GatewayType>\n</APIManager>\n");
        NodeHome home = assembled(keyManager(pack), "is");

        assertThat(home.text(file)).isEqualTo("""
                <APIManager>
                  <GatewayType>None</GatewayType>
                  <DataSourceName>jdbc/WSO2AM_DB</DataSourceName>
                </APIManager>
                """);
    }

    @Test
    void overThriftAKeyManagerListensUnderItsOwnAddress() throws IOException {
        NodeHome home = assembled(
                keyManager(IdentityServerPacks.SMALL).with("nodes:\n", "key-validation: thrift\nnodes:\n"), "is");

        add(home, "client", "api-manager.xml", "//KeyValidatorClientType");
        add(home, "thrift", "api-manager.xml", "//EnableThriftServer | //ThriftServerHost | //ThriftServerPort");
        assertThat(lines).containsExactly("client: ThriftClient", "thrift: 10397 10.0.0.16 true");
    }
}
