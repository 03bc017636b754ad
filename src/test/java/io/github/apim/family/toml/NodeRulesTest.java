package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a server is told to be, under which name and ports, on which databases. */
class NodeRulesTest extends TomlRulesHarness {

    private static final String LAUNCHER = "bin/start-node.sh";

    @Test
    void t2ALauncherThatOptimizes() {
        assertThat(three().put("gw-1", LAUNCHER, "PROFILE=gateway-worker\nbin/wso2server.sh --optimize\n")
                        .said("T2"))
                .contains("bin/start-node.sh: --optimize: replaces repository/conf/deployment.toml");
        assertThat(three().put("gw-1", LAUNCHER, "bin/profileSetup.sh -Dprofile=gateway-worker\n")
                        .said("T2"))
                .isNotEmpty();
    }

    @Test
    void t2AScriptThatLeavesTheFileAloneStaysSilent() {
        assertThat(three().put(
                                "gw-1",
                                LAUNCHER,
                                "bin/profileSetup.sh -Dprofile=gateway-worker --skipConfigOptimization\n")
                        .said("T2"))
                .isEmpty();
    }

    /** Which script of the pack starts a server, its version and role decide. */
    @Test
    void m1AndM43TheScriptThatStartsTheRole() {
        assertThat(four().put("gw-1", "bin/gateway.sh", "exec java -DworkerNode=true\n")
                        .said("M1"))
                .contains("nodes.gw-1: bin/gateway.sh: -DworkerNode: this version ");
        assertThat(SoundTomls.four(folder, "4.4.0")
                        .put("cp-1", "bin/api-manager.sh", "exec java -Dsetup\n")
                        .said("M43"))
                .contains("nodes.cp-1: bin/api-manager.sh: -Dsetup: every node that starts would create the tables");
        assertThat(three().put("km", LAUNCHER, "PROFILE=api-key-manager\nexec run -Dsetup\n")
                        .said("M43"))
                .contains("nodes.km: bin/start-node.sh: -Dsetup: ");
    }

    @Test
    void m1AndM43TheScriptOfAnotherRoleStaysSilent() {
        TomlHomes homes = four().put("gw-1", "bin/api-cp.sh", "exec java -DworkerNode=true -Dsetup\n");

        assertThat(homes.said("M1") + homes.said("M43")).isEmpty();
    }

    @Test
    void t3AnotherProfileOrNone() {
        assertThat(three().put("gw-1", LAUNCHER, "PROFILE=\n").said("T3"))
                .contains("-Dprofile: is not there, but servers of this role start with gateway-worker");
        assertThat(four().put("gw-1", LAUNCHER, "run -Dprofile=gateway-worker\n")
                        .said("T3"))
                .contains("is gateway-worker, but this pack has one profile alone");
    }

    @Test
    void t3TheProfileOfTheRoleStaysSilent() {
        assertThat(SoundTomls.four(folder, "4.4.0").said("T3")).isEmpty();
    }

    @Test
    void t4ARoleThatInfersNothing() {
        assertThat(three().replace("dev", "\"api-devportal\"", "\"api-store\"").said("T4"))
                .contains("server.server_role: is api-store, but of the pack of this node api-devportal");
        assertThat(four().replace("gw-1", "\"default\"", "\"gateway-worker\"").said("T4"))
                .contains("is gateway-worker, but of the pack of this node default");
    }

    @Test
    void t4TheNameOf300StaysSilent() {
        assertThat(SoundTomls.three(folder, "3.0.0")
                        .replace("dev", "\"api-devportal\"", "\"api-store\"")
                        .said("T4"))
                .isEmpty();
    }

    @Test
    void t10NoSharedDatabase() {
        assertThat(three().replace("gw-1", "[database.shared_db]", "[database.other_db]")
                        .said("T10"))
                .contains("nodes.gw-1: ")
                .contains("database.shared_db: is not there");
    }

    @Test
    void t10EveryNodeThatHasItStaysSilent() {
        assertThat(SoundTomls.three(folder, "3.0.0").said("T10")).isEmpty();
    }

    @Test
    void t14AnotherKindOfUserStore() {
        assertThat(three().replace("km", "database_unique_id", "database").said("T14"))
                .contains("nodes.km: ")
                .contains("user_store.type: is not what node pub (line 12) has");
    }

    @Test
    void t14AKindThatIsNotSaidStaysSilent() {
        assertThat(three().replace("km", "type = \"database_unique_id\"", "").said("T14"))
                .isEmpty();
    }

    @Test
    void t15AnH2Database() {
        assertThat(three().replace("dev", "jdbc:mysql://10.2.0.20:3306/apim_db", "jdbc:h2:./apim_db")
                        .said("T15"))
                .contains("database.apim_db.url: is an H2 database of this node alone");
        assertThat(four().replace("cp-1", "[database.apim_db]", "[database.other]")
                        .said("T15"))
                .contains("database.apim_db.url: is not there, and its default is an H2 database");
    }

    @Test
    void t15AGatewayOf47StaysSilent() {
        assertThat(SoundTomls.four(folder, "4.7.0")
                        .replace("gw-1", "[database.shared_db]", "[database.other]")
                        .said("T15"))
                .isEmpty();
    }

    @Test
    void t16AnotherSpelling() {
        assertThat(three().replace(
                                "gw-1", "?useSSL=false&amp;autoReconnect=true", "?autoReconnect=true&amp;useSSL=false")
                        .said("T16"))
                .contains("database.shared_db.url: is not, character by character, what node pub (line 12) has");
        assertThat(four().replace("tm-1", "username = \"apim\"", "username = \"APIM\"")
                        .said("T16"))
                .contains("database.shared_db.username: ");
    }

    @Test
    void t16ItsPartsInsteadOfTheUrlStaysSilent() {
        String url = "url = \"jdbc:mysql://10.2.0.20:3306/shared_db?useSSL=false&amp;autoReconnect=true\"";
        TomlHomes homes = three();
        for (String node : new String[] {"pub", "dev", "km", "tm-1", "tm-2", "gw-1"}) {
            homes.replace(node, url, "url = \"jdbc:mysql://10.2.0.20:3306/shared_db\"");
        }

        assertThat(homes.replace("gw-2", url, "hostname = \"10.2.0.20\"\nport = \"3306\"\nname = \"shared_db\"")
                        .said("T16"))
                .isEmpty();
    }

    @Test
    void c34OneSchemaForBoth() {
        assertThat(four().replace("cp-1", "3306/shared_db", "3306/apim_db").said("C34"))
                .contains("database.shared_db.url: leads to the schema of apim_db, too");
    }

    @Test
    void c34TwoSchemasStaysSilent() {
        assertThat(four().said("C34")).isEmpty();
    }

    @Test
    void m13TheDriverThatTheTypeInfers() {
        assertThat(four().replace("gw-1", "driver = \"com.mysql.cj.jdbc.Driver\"", "")
                        .said("M13"))
                .contains("database.shared_db.driver: no jar in repository/components/lib holds com.mysql.jdbc.Driver,"
                        + " which the type infers");
    }

    @Test
    void m17ADatabaseServerOnLocalhost() {
        assertThat(four().replace("gw-1", "mysql://10.2.0.20", "mysql://localhost")
                        .said("M17"))
                .contains("database.shared_db.url: localhost is another server");
    }

    @Test
    void m22AnotherAdministratorInOneFile() {
        String said = four().replace("gw-1", "Admin-1", "Other-1").said("M22");

        assertThat(said).contains("nodes.gw-1: ").contains("super_admin.password: is not what node cp-1 (line 9) has");
        assertThat(said).doesNotContain("Other-1");
    }

    @Test
    void m38AnOffsetThatIsGoneFromTheFile() {
        assertThat(four().replace("gw-2", "offset = 1\n", "").said("M38"))
                .contains("server.offset: node gw-1 (line 13) is on the same machine and has the same offset 0");
    }

    @Test
    void t38TheNodesOwnName() {
        assertThat(three().replace("pub", "pub.example.org", "pub.internal").said("T38"))
                .contains("server.hostname: is pub.internal, but browsers come by way of pub.example.org");
        assertThat(three().replace("km", "hostname = \"km.internal\"", "hostname = \"localhost\"")
                        .said("T38"))
                .contains("is localhost, which is another machine");
    }

    @Test
    void t38ATrafficManagerStaysSilent() {
        assertThat(three().replace("tm-1", "hostname = \"tm-1.internal\"", "hostname = \"localhost\"")
                        .said("T38"))
                .isEmpty();
    }

    @Test
    void t39NoProxyPortOrAnother() {
        assertThat(three().replace("pub", "proxyPort = 443", "").said("T39"))
                .contains(
                        "transport.https.properties.proxyPort: is not there, but the load balancer's port for this role is"
                                + " 443");
        assertThat(four().replace("cp-1", "proxyPort = 443", "proxyPort = 9443").said("T39"))
                .contains("is 9443");
        assertThat(three().replace(
                                "km",
                                "[apim.throttling]",
                                "[transport.https.properties]\nproxyPort = 443\n[apim.throttling]")
                        .said("T39"))
                .contains("the load balancer serves no such port of this role's consoles; remove it");
    }

    @Test
    void t39ThePortOfTheLoadBalancerStaysSilent() {
        assertThat(four().describe("{ name: api.example.org, https: 443 }", "{ name: api.example.org, https: 8443 }")
                        .replace("cp-1", "proxyPort = 443", "proxyPort = 8443")
                        .said("T39"))
                .doesNotContain("nodes.cp-1");
        assertThat(four().said("T39")).isEmpty();
    }

    @Test
    void t54APortThatIsShiftedAlready() {
        assertThat(four().replace("gw-2", "proxyPort = 443", "proxyPort = 443\nport = 9444")
                        .said("T54"))
                .contains("transport.https.properties.port: is 9444, to which the server adds its offset once more");
    }

    @Test
    void t54ThePortWithoutTheOffsetStaysSilent() {
        assertThat(four().replace("gw-2", "proxyPort = 443", "proxyPort = 443\nport = 9443")
                        .replace("gw-1", "proxyPort = 443", "proxyPort = 443\nport = 9450")
                        .said("T54"))
                .isEmpty();
    }

    @Test
    void t47Clustering() {
        assertThat(four().replace(
                                "gw-1",
                                "[super_admin]",
                                "mode = \"ha\"\n[clustering]\nmembership_scheme = \"wka\"\n[super_admin]")
                        .said("T47")
                        .lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("clustering.membership_scheme: switches Hazelcast on"))
                .anyMatch(line -> line.contains("server.mode: is ha"));
    }

    @Test
    void t47ATableThatSwitchesNothingOnStaysSilent() {
        assertThat(four().replace(
                                "gw-1",
                                "[super_admin]",
                                "mode = \"single\"\n[clustering]\ndomain = \"x\"\n[super_admin]")
                        .said("T47"))
                .isEmpty();
    }

    @Test
    void c47NoKeyOrAnother() {
        TomlHomes homes = SoundTomls.four(folder, "4.7.0");

        assertThat(homes.replace("gw-1", "key = \"00ff\"", "").said("C47"))
                .contains("nodes.gw-1: ")
                .contains("encryption.key: is not there");
        assertThat(SoundTomls.four(folder, "4.7.0")
                        .replace("tm-1", "00ff", "00fe")
                        .said("C47"))
                .contains("encryption.key: is not what node cp-1 (line 9) has")
                .doesNotContain("00f");
    }

    @Test
    void c47AnOlderVersionStaysSilent() {
        assertThat(SoundTomls.four(folder, "4.6.0").said("C47")).isEmpty();
    }

    @Test
    void c51ControlPlanesThatDoNotTellEachOther() {
        assertThat(four().replace("cp-2", "enabled = true", "enabled = false").said("C51"))
                .contains("nodes.cp-2: ")
                .contains("apim.cache_invalidation.enabled: is not true");
        assertThat(four().replace("cp-2", "\"planes\"", "\"others\"").said("C51"))
                .contains("apim.cache_invalidation.domain: is not what node cp-1 (line 9) has");
    }

    @Test
    void c51OneControlPlaneStaysSilent() {
        assertThat(four().describe("  cp-2: { role: control-plane, host: cp-2.internal, address: 10.2.0.12 }\n", "")
                        .replace("cp-1", "enabled = true", "enabled = false")
                        .said("C51"))
                .isEmpty();
    }

    @Test
    void c53TheNameOfAnotherGateway() {
        assertThat(four().replace("gw-2", "gateway_id = \"gw-2\"", "gateway_id = \"gw-1\"")
                        .said("C53"))
                .contains("apim.gateway_notification.gateway_id: is that of node gw-1 (line 13), too");
    }

    @Test
    void c53NamesFromTheEnvironmentStaysSilent() {
        assertThat(four().replace("gw-1", "gateway_id = \"gw-1\"", "gateway_id = \"$env{ID}\"")
                        .replace("gw-2", "gateway_id = \"gw-2\"", "gateway_id = \"$env{ID}\"")
                        .said("C53"))
                .isEmpty();
    }
}
