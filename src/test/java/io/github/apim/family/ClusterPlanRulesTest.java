package io.github.apim.family;

import static io.github.apim.family.Homes.AXIS2;
import static io.github.apim.family.Homes.CARBON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.family.carbon.ConfigurationFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about clusters and synchronization, on the files of assembled gateways. */
class ClusterPlanRulesTest {

    private static final String VALIDATOR = "/APIManager/APIKeyValidator/";
    private static final String KEY_MANAGER_URL = "https://km.internal:9444/services/";
    private static final String SERVER = "bin/wso2server.sh";

    @TempDir
    Path folder;

    private Homes homes;

    @BeforeEach
    void makeHomes() throws IOException {
        homes = Homes.sound(folder);
    }

    @Test
    void m7AMemberThatIsNoNode() throws IOException {
        homes.replace("manager", AXIS2, "<hostName>10.0.0.12</hostName>", "<hostName>10.0.0.99</hostName>");

        assertThat(homes.said("M7"))
                .contains("10.0.0.99:4000 is listed")
                .contains("10.0.0.10:4000, 10.0.0.11:4000, 10.0.0.12:4000");
    }

    @Test
    void m7AMemberWhosePortTheUserHasMoved() throws IOException {
        homes.replace("worker-1", AXIS2, "\"localMemberPort\">4000<", "\"localMemberPort\">4200<");

        assertThat(homes.said("M7").lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("10.0.0.11:4000 is listed"));
    }

    @Test
    void m7TwoMembersOnOnePortOfAMachine() throws IOException {
        homes.replace("store", AXIS2, "\"localMemberPort\">4001<", "\"localMemberPort\">4000<");

        assertThat(homes.said("M7")).contains("4000 is also the port of node publisher");
    }

    @Test
    void m7AMovedPortThatAllKnowStaysSilent() throws IOException {
        homes.replace("store", AXIS2, "\"localMemberPort\">4001<", "\"localMemberPort\">4300<");
        homes.replace("publisher", AXIS2, "<port>4001</port>", "<port>4300</port>");

        assertThat(homes.said("M7")).isEmpty();
    }

    @Test
    void m8AMemberThatIsListedByAnotherTextThanItsOwn() throws IOException {
        homes.replace("worker-1", AXIS2, "\"localMemberHost\">10.0.0.11<", "\"localMemberHost\">gw-1.internal<");

        assertThat(homes.said("M8").lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("10.0.0.11:4000 is listed, but node worker-1 (line 23) goes by gw-1.internal:4000")
                        .contains("cluster of one"));
        assertThat(homes.said("M7")).isEmpty();
    }

    @Test
    void m8AMemberThatAllKnowByNameStaysSilent() throws IOException {
        homes.replace("worker-1", AXIS2, "\"localMemberHost\">10.0.0.11<", "\"localMemberHost\">gw-1.internal<");
        for (String node : new String[] {"manager", "worker-2"}) {
            homes.replace(node, AXIS2, "<hostName>10.0.0.11</hostName>", "<hostName>gw-1.internal</hostName>");
        }

        assertThat(homes.said("M8")).isEmpty();
        assertThat(homes.said("M7")).isEmpty();
        assertThat(homes.said("M45")).isEmpty();
    }

    @Test
    void m8ANameInAmazonsNet() throws IOException {
        homes.replace("worker-1", AXIS2, "\"membershipScheme\">wka<", "\"membershipScheme\">aws<");
        homes.replace("worker-1", AXIS2, "\"localMemberHost\">10.0.0.11<", "\"localMemberHost\">gw-1.internal<");

        assertThat(homes.said("M8")).contains("nodes.worker-1: ").contains("gw-1.internal is no IP address");
    }

    @Test
    void m8NoAddressOfItsOwn() throws IOException {
        homes.replace("worker-1", AXIS2, "\"localMemberHost\">10.0.0.11<", "\"localMemberHost\"><");

        assertThat(homes.said("M8")).contains("nodes.worker-1: ").contains("is not there, so the node would go by the");
    }

    @Test
    void m7AListThatNoSchemeReadsStaysSilent() throws IOException {
        homes.replace("worker-1", AXIS2, "\"membershipScheme\">wka<", "\"membershipScheme\">multicast<");
        homes.replace("worker-1", AXIS2, "<hostName>10.0.0.12</hostName>", "<hostName>127.0.0.1</hostName>");
        homes.replace("worker-1", AXIS2, "<hostName>10.0.0.10</hostName>", "<hostName>10.0.0.99</hostName>");

        assertThat(homes.said("M7")).isEmpty();
        assertThat(homes.said("M8")).isEmpty();
        assertThat(homes.said("M45")).isEmpty();
    }

    @Test
    void m8TheShippedMember() throws IOException {
        homes.replace("worker-1", AXIS2, "<hostName>10.0.0.12</hostName>", "<hostName>127.0.0.1</hostName>");

        assertThat(homes.said("M8")).contains("nodes.worker-1").contains("a loopback address is listed");
    }

    @Test
    void m8LoopbackAmongNodesOfOneMachineStaysSilent() throws IOException {
        for (String node : new String[] {"publisher", "store"}) {
            homes.replace(node, AXIS2, "10.0.0.14", "127.0.0.1");
        }

        assertThat(homes.said("M8")).isEmpty();
        assertThat(homes.said("M7")).isEmpty();
    }

    @Test
    void m9PublisherAndStoreInDomainsOfTheirOwn() throws IOException {
        homes.replace("store", AXIS2, ">pub.store.am.wso2.domain<", ">store.domain<");

        assertThat(homes.said("M9")).contains("is not the domain of node publisher (line 26)");
    }

    @Test
    void m9UnrelatedRolesInOneDomain() throws IOException {
        for (String node : new String[] {"publisher", "store"}) {
            homes.replace(node, AXIS2, ">pub.store.am.wso2.domain<", ">gw.am.wso2.domain<");
        }

        assertThat(homes.said("M9")).contains("is also the domain of node manager (line 22), a gateway-manager");
    }

    @Test
    void m9ADomainOfAnotherNameStaysSilent() throws IOException {
        for (String node : new String[] {"publisher", "store"}) {
            homes.replace(node, AXIS2, ">pub.store.am.wso2.domain<", ">mine.domain<");
        }

        assertThat(homes.said("M9")).isEmpty();
    }

    @Test
    void m10TwoWaysThatHandApisOn() throws IOException {
        homes.describe("""
                deployment-synchronizer:
                  url: http://10.0.0.21/repos/gateway
                  credentials: apim-svn
                  client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
                """, "deployment-synchronizer: { type: rsync }\n");
        homes.replace("worker-2", CARBON, "<Enabled>true</Enabled>", "<Enabled>false</Enabled>");

        assertThat(homes.said("M10"))
                .contains("nodes.manager: ", "nodes.worker-1: ", "the descriptor hands APIs on by rsync")
                .doesNotContain("nodes.worker-2: ");
    }

    @Test
    void m10AWorkerThatCommits() throws IOException {
        homes.replace("worker-2", CARBON, "<AutoCommit>false<", "<AutoCommit>true<");

        assertThat(homes.said("M10"))
                .contains("nodes.worker-2: repository/conf/carbon.xml: /Server/DeploymentSynchronizer/AutoCommit: ")
                .contains("only the gateway manager may commit, which is manager (line 22)");
    }

    @Test
    void m10AManagerThatDoesNotCommit() throws IOException {
        homes.replace("manager", CARBON, "<AutoCommit>true<", "<AutoCommit>false<");

        assertThat(homes.said("M10")).contains("nobody commits");
    }

    @Test
    void m10SwitchedOff() throws IOException {
        homes.edit(
                "manager",
                CARBON,
                text -> text.replaceAll(
                        "(?s)<Enabled>true</Enabled>(\\s*<AutoCommit>true)", "<Enabled>false</Enabled>$1"));

        assertThat(homes.said("M10")).contains("nodes.manager").contains("Enabled: is not true");
    }

    @Test
    void m10AnotherRepositoryAnotherFolderAndNoCluster() throws IOException {
        homes.replace("worker-1", CARBON, "http://10.0.0.21/repos/gateway", "http://10.0.0.22/repos/gateway");
        homes.edit(
                "worker-2",
                CARBON,
                text -> text.replaceAll("(?s)(10\\.0\\.0\\.21.*?<SvnUrlAppendTenantId>)true", "$1false"));
        homes.edit("worker-2", AXIS2, text -> text.replace("enable=\"true\">", "enable=\"false\">"));

        assertThat(homes.said("M10"))
                .contains("SvnUrl: is not what node manager (line 22) has")
                .contains("SvnUrlAppendTenantId: is not what node manager (line 22) has")
                .contains("a commit is announced by a message in the cluster");
    }

    @Test
    void m10TheRegistryAsRepository() throws IOException {
        homes.edit(
                "worker-1",
                CARBON,
                text -> text.replaceAll("<RepositoryType>svn</RepositoryType>(\\s*<SvnUrl>http://10)", "$1"));

        assertThat(homes.said("M10")).contains("RepositoryType: is not svn");
    }

    @Test
    void m10AnotherRepositoryForAllStaysSilent() throws IOException {
        for (String node : new String[] {"manager", "worker-1", "worker-2"}) {
            homes.replace(node, CARBON, "http://10.0.0.21/repos/gateway", "https://svn.example.com/gateway");
        }

        assertThat(homes.said("M10")).isEmpty();
    }

    @Test
    void m12ASynchronizerWithoutItsClient() throws IOException {
        homes.remove("worker-1", ConfigurationFiles.LIBRARIES + "/trilead");
        homes.remove("worker-2", ConfigurationFiles.DROPINS + "/svnkit");

        assertThat(homes.said("M12"))
                .contains("components/lib: trilead-ssh2-1.0.0-build215.jar: is not there")
                .contains("components/dropins: svnkit-1.3.9.wso2v2.jar: is not there");
    }

    @Test
    void m12AnUrlThatCarbonDoesNotSupport() throws IOException {
        homes.replace("worker-1", CARBON, "http://10.0.0.21/", "svn+ssh://10.0.0.21/");

        assertThat(homes.said("M12")).contains("begins with svn+ssh: or file:");
    }

    @Test
    void m12AClientOfTheNextGeneration() throws IOException {
        homes.put("worker-1", ConfigurationFiles.DROPINS + "/svnkit-all-1.8.7.wso2v1.jar", "jar");

        assertThat(homes.said("M12")).contains("svnkit-all-1.8.7.wso2v1.jar: is the SVN client of Carbon 4.4");
    }

    @Test
    void m12AnotherBuildOfTheClientStaysSilent() throws IOException {
        homes.remove("worker-1", ConfigurationFiles.DROPINS + "/svnkit");
        homes.put("worker-1", ConfigurationFiles.DROPINS + "/svnkit-1.3.9.wso2v3.jar", "jar");

        assertThat(homes.said("M12")).isEmpty();
    }

    @Test
    void m14AWorkingCopyAndAFileThatTheManagerHasNot() throws IOException {
        homes.put("worker-1", ConfigurationFiles.SYNAPSE + "/default/.svn/entries", "10");
        homes.put("worker-2", ConfigurationFiles.SYNAPSE + "/default/api/mine.xml", "<api/>");

        assertThat(homes.said("M14"))
                .contains("default/.svn/entries: is the working copy of another checkout")
                .contains("default/api/mine.xml: is not what node manager (line 22) has");
    }

    @Test
    void m14AFileThatTheManagerHasTooStaysSilent() throws IOException {
        homes.put("manager", ConfigurationFiles.SYNAPSE + "/default/api/mine.xml", "<api/>");
        homes.put("worker-2", ConfigurationFiles.SYNAPSE + "/default/api/mine.xml", "<api/>");

        assertThat(homes.said("M14")).isEmpty();
    }

    @Test
    void m45OneMemberOnly() throws IOException {
        homes.replace("worker-1", AXIS2, "<hostName>10.0.0.12</hostName>", "<hostName>10.0.0.10</hostName>");

        assertThat(homes.said("M45")).contains("lists 1 of the 2 other members");
    }

    @Test
    void m45OneMemberOfAPairStaysSilent() throws IOException {
        homes.remove("manager", "");
        homes.remove("worker-1", "");

        assertThat(homes.said("M45")).isEmpty();
    }

    @Test
    void m46AnElasticLoadBalancersLeftovers() throws IOException {
        homes.replace(
                "worker-1",
                AXIS2,
                "<property name=\"subDomain\"",
                "<property name=\"port.mapping.80\" value=\"8280\"/><property name=\"subDomain\"");

        assertThat(homes.said("M46")).contains("Elastic Load Balancer");
    }

    @Test
    void m46OtherPropertiesStaysSilent() throws IOException {
        homes.replace(
                "worker-1",
                AXIS2,
                "<property name=\"subDomain\"",
                "<property name=\"mine\" value=\"port.mapping.80\"/><property name=\"subDomain\"");

        assertThat(homes.said("M46")).isEmpty();
    }
}
