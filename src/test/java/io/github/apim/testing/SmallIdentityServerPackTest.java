package io.github.apim.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Holds the small Identity Server pack to the idioms that make the real one's files hard to edit. */
class SmallIdentityServerPackTest {

    @Test
    void carbonXmlHasBothHostNamesLiveAndLinesWithoutIndentation() throws IOException {
        assertThat(text("carbon.xml"))
                .contains(
                        "    <HostName>localhost</HostName>\n",
                        "    <MgtHostName>localhost</MgtHostName>\n",
                        "    </Security>\n<HideMenuItemIds>\n",
                        "    <DeploymentSynchronizer>\n        <Enabled>false<",
                        "    <!--<DeploymentSynchronizer>\n");
    }

    @Test
    void userMgtXmlHasTheDirectoryLiveAndTheJdbcStoreInAFusedComment() throws IOException {
        assertThat(text("user-mgt.xml"))
                .contains(
                        "\n\t<UserStoreManager class=\"org.wso2.carbon.user.core.ldap.ReadWriteLDAPUserStoreManager\">",
                        "\n        <!--UserStoreManager class=\"org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager\">",
                        "        </UserStoreManager>\n\n        <AuthorizationManager")
                .containsOnlyOnce("</UserStoreManager>\n");
    }

    @Test
    void embeddedLdapXmlHasTwoSwitchesOfDifferentNames() throws IOException {
        assertThat(text("embedded-ldap.xml"))
                .contains("<!-- *\n*", "<Property name=\"enable\">true<", "<Property name=\"enabled\">false<");
    }

    @Test
    void identityXmlHasCarriageReturnsTabsAndASampleWithBlanksInItsComment() throws IOException {
        String identity = text("identity.xml");

        assertThat(identity.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(identity)
                .contains(
                        "\t\t<!-- <SkipDBSchemaCreation>false</SkipDBSchemaCreation> -->\r\n",
                        "userRP.jks\r\n\t\t\t</Location>",
                        "\t\t    \t<GrantTypeName>password</GrantTypeName>\r\n\t\t\t<GrantTypeHandlerImplClass>");
    }

    @Test
    void registryXmlHasLineFeedsAndNoneAtItsEnd() throws IOException {
        assertThat(text("registry.xml")).doesNotContain("\r").endsWith("</wso2registry>");
    }

    @Test
    void ssoIdpConfigXmlMixesBlanksAndTabsAndHasBlanksAtLineEnds() throws IOException {
        assertThat(text("security/sso-idp-config.xml"))
                .startsWith("<!--")
                .contains(
                        "\n       \t\t<ServiceProvider>\n          \t\t<Issuer>",
                        "<ConsumingServiceIndex></ConsumingServiceIndex>           \n",
                        "</ServiceProvider>  \n\t</ServiceProviders> \n");
    }

    @Test
    void applicationAuthenticationXmlHasASampleThatIsNotTheShippedDatasource() throws IOException {
        assertThat(text("security/application-authentication.xml"))
                .contains("<!--Name>jdbc/WSO2_IDP_DB</Name-->\n\t\t\t<Name>jdbc/WSO2CarbonDB</Name>");
    }

    private static String text(String path) throws IOException {
        return Files.readString(
                Project.folder()
                        .resolve("src/test/packs")
                        .resolve(SmallPack.IDENTITY_SERVER)
                        .resolve("repository/conf")
                        .resolve(path),
                StandardCharsets.ISO_8859_1);
    }
}
