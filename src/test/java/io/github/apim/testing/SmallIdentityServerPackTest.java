package io.github.apim.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Holds the small Identity Server pack to the idioms that make the real one's files hard to edit. */
class SmallIdentityServerPackTest {

    @Test
    void carbon_xml_has_both_host_names_live_and_lines_without_indentation() throws IOException {
        assertThat(text("carbon.xml"))
                .contains(
                        "    <HostName>localhost</HostName>\n",
                        "    <MgtHostName>localhost</MgtHostName>\n",
                        "    </Security>\n<HideMenuItemIds>\n",
                        "    <DeploymentSynchronizer>\n        <Enabled>false<",
                        "    <!--<DeploymentSynchronizer>\n");
    }

    @Test
    void user_mgt_xml_has_the_directory_live_and_the_jdbc_store_in_a_fused_comment() throws IOException {
        assertThat(text("user-mgt.xml"))
                .contains(
                        "\n\t<UserStoreManager class=\"org.wso2.carbon.user.core.ldap.ReadWriteLDAPUserStoreManager\">",
                        "\n        <!--UserStoreManager class=\"org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager\">",
                        "        </UserStoreManager>\n\n        <AuthorizationManager")
                .containsOnlyOnce("</UserStoreManager>\n");
    }

    @Test
    void embedded_ldap_xml_has_two_switches_of_different_names() throws IOException {
        assertThat(text("embedded-ldap.xml"))
                .contains("<!-- *\n*", "<Property name=\"enable\">true<", "<Property name=\"enabled\">false<");
    }

    @Test
    void identity_xml_has_carriage_returns_tabs_and_a_sample_with_blanks_in_its_comment() throws IOException {
        String identity = text("identity.xml");

        assertThat(identity.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(identity)
                .contains(
                        "\t\t<!-- <SkipDBSchemaCreation>false</SkipDBSchemaCreation> -->\r\n",
                        "userRP.jks\r\n\t\t\t</Location>",
                        "\t\t    \t<GrantTypeName>password</GrantTypeName>\r\n\t\t\t<GrantTypeHandlerImplClass>");
    }

    @Test
    void registry_xml_has_line_feeds_and_none_at_its_end() throws IOException {
        assertThat(text("registry.xml")).doesNotContain("\r").endsWith("</wso2registry>");
    }

    @Test
    void sso_idp_config_xml_mixes_blanks_and_tabs_and_has_blanks_at_line_ends() throws IOException {
        assertThat(text("security/sso-idp-config.xml"))
                .startsWith("<!--")
                .contains(
                        "\n       \t\t<ServiceProvider>\n          \t\t<Issuer>",
                        "<ConsumingServiceIndex></ConsumingServiceIndex>           \n",
                        "</ServiceProvider>  \n\t</ServiceProviders> \n");
    }

    @Test
    void application_authentication_xml_has_a_sample_that_is_not_the_shipped_datasource() throws IOException {
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
