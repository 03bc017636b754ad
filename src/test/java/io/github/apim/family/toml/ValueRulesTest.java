package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are wrong by themselves, in one file. */
class ValueRulesTest {

    private static final String SECRET = "[super_admin]\npassword = \"$secret{admin}\"\n";

    @TempDir
    Path folder;

    private TomlHomes homes(String toml) {
        return TomlHomes.ofOne(folder, TomlRules.ofApiManager4(), toml);
    }

    private TomlHomes edited(String key, String value) {
        return homes("[server]\nhostname = \"am\"\n")
                .describe("""
                edits:
                  node:
                    repository/conf/deployment.toml:
                      KEY: "VALUE"
                """.replace("KEY", key).replace("VALUE", value));
    }

    @Test
    void t50WhatFollowsTheSecrets() {
        assertThat(homes("[secrets]\na = \"x\"\n[server]\nb = 1\n").said("T50"))
                .contains("server: it stands behind [secrets] on line 1")
                .contains("cipher tool stops");
    }

    @Test
    void t50ASecretThatIsNotDeclared() {
        assertThat(homes(SECRET + "[secrets]\nother = \"x\"\n").said("T50"))
                .contains("super_admin.password: refers to the secret admin, which [secrets] does not have");
    }

    @Test
    void t50ASecretInPlainText() {
        String said = homes(SECRET + "[secrets]\nadmin = \"[s3cr]et]\"\n").said("T50");

        assertThat(said).contains("secrets.admin: is still plain text").contains("a closing bracket");
        assertThat(said).doesNotContain("s3cr");
    }

    @Test
    void t50ACommentAmongSecretsThatAreToBeEncrypted() {
        assertThat(homes("[secrets]\nadmin = \"[x]\"\n# the other one\nb = \"[y]\"\n")
                        .said("T50"))
                .contains("secrets: has a line with a comment");
    }

    @Test
    void t50EncryptedSecretsAtTheEndStaysSilent() {
        assertThat(homes("# [secrets]\n" + SECRET + "# c\n[secrets]\n# d\nadmin = \"bWFkZSBieSB0aGUgdG9vbA==\"\n")
                        .said("T50"))
                .isEmpty();
    }

    @Test
    void t12ASignThatTheBrokersAddressCannotHold() {
        String said = homes("[super_admin]\nusername = \"admin\"\npassword = \"p@ss\"\n")
                .said("T12");

        assertThat(said).contains("super_admin.password: has a character beside letters, digits and . _ - !");
        assertThat(said).doesNotContain("p@ss");
    }

    @Test
    void t12ASignInTheSecretThatItRefersTo() {
        assertThat(homes(SECRET + "[secrets]\nadmin = \"[a b]\"\n").said("T12")).contains("secrets.admin: ");
    }

    @Test
    void t12SignsThatAreRightEverywhereStaysSilent() {
        assertThat(homes("""
                [super_admin]
                username = "Admin.1_x-y"
                password = "!a*b+c=d~e^f"
                [apim.throttling]
                username = "$ref{super_admin.username}"
                password = "$env{PASSWORD}"
                [apim.event_hub]
                username = "${admin.username}"
                """).said("T12")).isEmpty();
    }

    @Test
    void t9AReferenceToAKeyThatIsNotThere() {
        TomlHomes homes =
                homes("[apim.event_hub]\nusername = \"$ref{super_admin.usernam}\"\n[super_admin]\nusername = \"a\"\n");
        SmallPackKeys.ship(homes, "node");

        assertThat(homes.said("T9"))
                .contains("apim.event_hub.username: refers to super_admin.usernam, which")
                .contains("did you mean 'super_admin.username'?");
    }

    @Test
    void t9ReferencesToWhatIsWrittenOrHasADefaultStaysSilent() {
        TomlHomes homes = homes("""
                [apim.event_hub]
                username = "$ref{super_admin.username}"
                password = "$ref{server.hostname}$ref{database.shared_db.driver}"
                [server]
                hostname = "am"
                """);
        SmallPackKeys.ship(homes, "node");

        assertThat(homes.said("T9")).isEmpty();
    }

    @Test
    void t9APackWhoseDefaultsAreNotKnownStaysSilent() {
        assertThat(homes("[a]\nb = \"$ref{c.d}\"\n").said("T9")).isEmpty();
    }

    @Test
    void t1AFileThatTheServerRenders() {
        TomlHomes homes = homes("[server]\nhostname = \"am\"\n").put("node", "repository/conf/carbon.xml", "<Server/>");
        SmallPackKeys.ship(homes, "node");

        assertThat(homes.said("T1"))
                .contains("repository/conf/carbon.xml: /: is rendered by the server at its start")
                .contains("change repository/resources/conf/templates/repository/conf/carbon.xml.j2");
    }

    @Test
    void t1AnyOtherFileAndATemplateStaysSilent() {
        TomlHomes homes = homes("[server]\nhostname = \"am\"\n")
                .put("node", "repository/conf/log4j2.properties", "x")
                .put("node", KnownKeys.TEMPLATES + "/repository/conf/registry.xml.j2", "x");
        SmallPackKeys.ship(homes, "node");

        assertThat(homes.said("T1")).isEmpty();
    }

    @Test
    void t57AMisspeltKey() {
        TomlHomes homes = edited("apim.throttling.trottle_decision_endpoints", "x")
                .replace("node", "hostname", "x = 1\n[apim.throttling]\ntrottle_decision_endpoints");
        SmallPackKeys.ship(homes, "node");

        assertThat(homes.said("T57"))
                .contains("deployment.yaml:8:")
                .contains("apim.throttling.trottle_decision_endpoints: is read by nothing in this pack")
                .contains("did you mean 'throttle_decision_endpoints'?");
    }

    @Test
    void t57AKeyOfSamplesThatNothingReads() {
        TomlHomes homes = edited("apim.oauth_config.remove_outbound_auth_header", "true")
                .replace("node", "hostname", "x = 1\n[apim.oauth_config]\nremove_outbound_auth_header");
        SmallPackKeys.ship(homes, "node");

        assertThat(homes.said("T57")).contains("what is read is enable_outbound_auth_header");
    }

    @Test
    void t57KeysThatAreReadStaysSilent() {
        TomlHomes homes = homes("""
                [server]
                hostname = "am"
                [[apim.throttling.url_group]]
                type = "failover"
                [transport.https.properties]
                anything = 1
                [database.mine]
                type = "mysql"
                [apim.cache.km_token]
                expiry_time = 1
                [apim.analytics]
                of_the_sample = 2
                """).describe("""
                edits:
                  node:
                    repository/conf/deployment.toml:
                      server.hostname: am
                      apim.throttling.url_group[1].type: failover
                      transport.https.properties.anything: "1"
                      database.mine.type: mysql
                      apim.cache.km_token.expiry_time: "1"
                      apim.analytics.of_the_sample: "2"
                """);
        SmallPackKeys.ship(homes, "node");

        assertThat(homes.said("T57")).isEmpty();
    }

    @Test
    void t57WhatThePluginOrThePackWroteStaysSilent() {
        TomlHomes homes = homes("[no]\nsuch = \"key\"\n");
        SmallPackKeys.ship(homes, "node");

        assertThat(homes.said("T57")).isEmpty();
    }

    @Test
    void t57APackThatIsNotWholeStaysSilent() {
        assertThat(edited("no.such", "key")
                        .replace("node", "hostname", "x = 1\n[no]\nsuch")
                        .said("T57"))
                .isEmpty();
    }

    @Test
    void c24ANameOfTheSamples() {
        assertThat(homes("[apim.key_manager]\nservice_url = \"https://km.wso2.com:9443/services/\"\n")
                        .said("C24"))
                .contains("apim.key_manager.service_url: still has km.wso2.com");
        assertThat(homes("[apim.throttling]\nthrottle_decision_endpoints = [\"tcp://tm1.local:5672\"]\n")
                        .said("C24"))
                .contains("still has tm1.local");
        assertThat(homes("[apim.event_hub]\nservice_url = \"https://[control-plane-LB-host]/services/\"\n")
                        .said("C24"))
                .contains("still has [control-plane-LB-host]");
        assertThat(homes("[database.shared_db]\nhostname = \"shared_db.mysql\"\n")
                        .said("C24"))
                .contains("still has shared_db.mysql");
    }

    @Test
    void c24NamesOfThisDeploymentStaysSilent() {
        assertThat(homes("""
                [server]
                hostname = "tm1.local"
                [apim.event_hub]
                service_url = "https://[fd00::1]:9443/services/"
                [[event_listener]]
                type = "org.wso2.carbon.identity.core.handler.AbstractIdentityHandler"
                """).describe("am.internal", "tm1.local").said("C24")).isEmpty();
    }
}
