package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Carbon reads from the assembled identity servers, against the matrix. Each case runs on the project's small pack
 * and, where they are present, on the product's real configuration files.
 */
@Needs
class IdentityServerConfigurationTest extends IdentityServerHarness {

    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void anIdentityServerSignsUsersInForPublisherAndStore(IdentityServerPacks pack) throws IOException {
        NodeHome home = assembled(deployment(pack.changed()), "is");

        add(home, "HostName", "carbon.xml", "/Server/HostName");
        add(home, "MgtHostName", "carbon.xml", "/Server/MgtHostName");
        add(home, "Offset", "carbon.xml", "/Server/Ports/Offset");
        add(home, "clustering", "axis2/axis2.xml", "/axisconfig/clustering/@enable");
        add(home, "proxyPort", "tomcat/catalina-server.xml", "//Connector/@port | //Connector/@proxyPort");
        add(home, "datasources", "datasources/master-datasources.xml", "//jndiConfig/name[starts-with(.,'jdbc')]");
        add(home, "url", "datasources/master-datasources.xml", "//datasource[starts-with(name,'WSO2')]//url");
        add(home, "dbConfig", "registry.xml", "/wso2registry/dbConfig/@name");
        add(home, "remoteInstance", "registry.xml", "/wso2registry/remoteInstance/*");
        add(home, "mount", "registry.xml", "/wso2registry/mount/@path | /wso2registry/mount/*");
        add(home, "dataSource", "user-mgt.xml", "//Configuration/Property[@name='dataSource']");
        add(home, "AdminUser", "user-mgt.xml", "//AdminUser/*");
        add(home, "UserStoreManager", "user-mgt.xml", "//UserStoreManager/@class");
        add(home, "LDAP", "embedded-ldap.xml", "/EmbeddedLDAPConfig/EmbeddedLDAP/Property[@name='enable']");
        add(home, "identity", "identity.xml", "//JDBCPersistenceManager/DataSource/Name");
        add(home, "EntityId", "identity.xml", "/Server/SSOService/EntityId");
        add(home, "IdentityProviderURL", "identity.xml", "/Server/SSOService/IdentityProviderURL");
        add(home, "crypto", "identity.xml", "/Server/SSOService/UseAuthenticatedUserDomainCrypto");
        add(home, "Issuer", "security/sso-idp-config.xml", "//ServiceProvider/Issuer");
        for (String issuer : List.of("API_PUBLISHER", "API_STORE")) {
            String provider = "//ServiceProvider[Issuer='" + issuer + "']/";
            lines.add(String.join(
                    " ", home.values(PROVIDERS, provider + "*[not(*)] | " + provider + "AudiencesList/Audience")));
        }
        home.text("bin/start-node.sh")
                .lines()
                .filter(line -> line.startsWith("PROFILE="))
                .forEach(lines::add);

        assertThat(String.join("\n", lines) + "\n").isEqualTo("""
                HostName: login.example.com
                MgtHostName: login.example.com
                Offset: 1
                clustering: false
                proxyPort: 9763 80 9443 443
                datasources: jdbc/WSO2CarbonDB jdbc/WSO2UM_DB jdbc/WSO2REG_DB
                url: jdbc:h2:repository/database/WSO2CARBON_DB;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=60000 jdbc:mysql://10.0.0.20:3306/userdb?autoReconnect=true&relaxAutoCommit=true jdbc:mysql://10.0.0.20:3306/regdb?autoReconnect=true&relaxAutoCommit=true
                dbConfig: wso2registry govregistry
                remoteInstance: gov apimuser@jdbc:mysql://10.0.0.20:3306/regdb?autoReconnect=true&relaxAutoCommit=true govregistry false true /
                mount: /_system/config gov /_system/config/is /_system/governance gov /_system/governance
                dataSource: jdbc/WSO2UM_DB
                AdminUser: operator admin&secret
                UserStoreManager: org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager
                LDAP: false
                identity: jdbc/WSO2CarbonDB
                EntityId: localhost
                IdentityProviderURL: https://login.example.com:443/samlsso
                crypto: true
                Issuer: wso2.my.dashboard API_PUBLISHER API_STORE
                API_PUBLISHER https://pub.example.com:443/publisher/jagg/jaggery_acs.jag true true true true true  true API_PUBLISHER\s
                API_STORE https://store.example.com:443/store/jagg/jaggery_acs.jag true true true true true  true API_STORE\s
                PROFILE=''
                """);
        assertThat(home.has("repository/components/lib/mysql-connector-java-5.1.49.jar"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void usersAreStoredAsTheApiManagerStoresThem(IdentityServerPacks pack) throws IOException {
        Path apiManager = TestPacks.valueOf(pack.name()).zip();
        Map<String, NodeHome> homes = deployment(pack.changed(), apiManager)
                .with("single-sign-on: { identity-server: is }\n", "")
                .assemble();

        Map<String, String> shared = properties(homes.get("worker"));
        assertThat(shared).containsEntry("PasswordDigest", "SHA-256").containsKey("UsernameJavaRegEx");
        assertThat(properties(homes.get("is"))).containsAllEntriesOf(shared);
        assertThat(homes.get("is").values(USERS, "//UserStoreManager")).hasSize(1);
        assertThat(homes.get("is").values(USERS, "//UserStoreManager/Property")).hasSize(20);
        assertThat(homes.get("is").text(USERS)).contains("<!--UserStoreManager class=");
    }

    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void eachApplicationHasAFileThatSaysHowUsersProveWhoTheyAre(IdentityServerPacks pack) throws IOException {
        NodeHome home = assembled(deployment(pack.changed()), "is");
        String folder = "identity/service-providers/";

        for (String issuer : List.of("API_PUBLISHER", "API_STORE")) {
            String file = CONF + folder + issuer + ".xml";
            assertThat(home.value(file, "/ServiceProvider/ApplicationName")).isEqualTo(issuer);
            assertThat(home.value(file, "/ServiceProvider/IsSaaSApp")).isEqualTo("true");
            assertThat(home.value(file, "//InboundAuthenticationRequestConfig/InboundAuthKey"))
                    .isEqualTo(issuer);
            assertThat(home.value(file, "//InboundAuthenticationRequestConfig/InboundAuthType"))
                    .isEqualTo("samlsso");
            assertThat(home.value(file, "//AuthenticationStep//LocalAuthenticatorConfig/Name"))
                    .isEqualTo("BasicAuthenticator");
        }
        assertThat(List.of("default", "sp_dashboard", "API_PUBLISHER", "API_STORE").stream()
                        .map(name -> home.value(CONF + folder + name + ".xml", "/ServiceProvider/ApplicationID")))
                .containsExactly("1", "2", "3", "4");
    }

    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void whatIsNotEditedKeepsItsBytes(IdentityServerPacks pack) throws IOException {
        NodeHome home = assembled(deployment(pack.changed()), "is");

        assertThat(home.text(CONF + "registry.xml")).doesNotContain("\r").endsWith("</wso2registry>");
        assertThat(home.text(CONF + "identity.xml").replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(home.text(CONF + "security/application-authentication.xml")).contains("jdbc/WSO2CarbonDB</Name>");
        assertThat(home.text(CONF + "carbon.xml")).contains("<!--<DeploymentSynchronizer>\n");
        assertThat(home.has(CONF + "api-manager.xml")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void twoIdentityServersAreADomainOfTheirOwn(IdentityServerPacks pack) throws IOException {
        TestDeployment deployment = deployment(pack.changed())
                .with(
                        "nodes:\n",
                        "nodes:\n  is-2: { role: identity-server, host: is-2.internal, address: 10.0.0.18 }\n");
        Map<String, NodeHome> homes = deployment.assemble();

        String clustering = "/axisconfig/clustering";
        String axis2 = CONF + "axis2/axis2.xml";
        assertThat(homes.get("is").value(axis2, clustering + "/@enable")).isEqualTo("true");
        assertThat(homes.get("is").value(axis2, clustering + "/parameter[@name='domain']"))
                .isEqualTo("is.wso2.domain");
        assertThat(homes.get("is").values(axis2, clustering + "/members/member/*"))
                .containsExactly("10.0.0.18", "4000");
        assertThat(homes.get("is-2").text(PROVIDERS)).isEqualTo(homes.get("is").text(PROVIDERS));
        assertThat(homes.get("is-2").text(CONF + "identity.xml"))
                .isEqualTo(homes.get("is").text(CONF + "identity.xml"));
    }

    @Test
    void aSecondIdentityServerWithoutAVirtualHostIsToldThatNobodyIsSentToIt() throws IOException {
        TestDeployment deployment = deployment(IdentityServerPacks.SMALL.changed())
                .with("    identity-server: login.example.com\n", "")
                .with(
                        "nodes:\n",
                        "nodes:\n  is-2: { role: identity-server, host: is-2.internal, address: 10.0.0.18 }\n");
        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("is-2").value(CONF + "identity.xml", "/Server/SSOService/IdentityProviderURL"))
                .isEqualTo("https://is.internal:9444/samlsso");
        assertThat(deployment.warnings())
                .anyMatch(warning -> warning.startsWith("is-2: users are always sent to is to sign in ("));
    }

    @Test
    void anIdentityServerThatBrowsersDoNotFindIsRefused() throws IOException {
        TestDeployment deployment = deployment(IdentityServerPacks.SMALL.changed())
                .with("    identity-server: login.example.com\n", "")
                .with("host: is.internal", "host: localhost");

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("[M31]")
                .hasMessageContaining("[M32]");
    }
}
