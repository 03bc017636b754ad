package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.API_MANAGER;
import static io.github.apim.family.am2.SoundHomes.CARBON;
import static io.github.apim.family.am2.SoundHomes.DATASOURCES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What recipes for older versions leave. */
class LeftoverRulesTest {

    private static final String DROPINS = "repository/components/dropins/";

    @TempDir
    Path folder;

    private SoundHomes newer() {
        return SoundHomes.newer(folder);
    }

    @Test
    void n28ASecondSynchronizer() {
        SoundHomes homes = newer().replace("worker", CARBON, "</Server>", "<DeploymentSynchronizer/></Server>");

        assertThat(homes.said("N28")).contains("/Server/DeploymentSynchronizer: is live 2 times");
    }

    @Test
    void n28ASampleInACommentStaysSilent() {
        SoundHomes homes = newer().replace("worker", CARBON, "</Server>", "<!--DeploymentSynchronizer/--></Server>");

        assertThat(homes.said("N28")).isEmpty();
    }

    private static String statistics(String url) {
        return SoundHomes.datasource("WSO2AM_STATS_DB", "jdbc/WSO2AM_STATS_DB", url) + "</datasources>";
    }

    @Test
    void n29ASecondDatasourceOfTheStatistics() {
        SoundHomes homes =
                newer().replace("pub", DATASOURCES, "</datasources>", statistics("jdbc:mysql://10.1.0.20:3306/stats"));

        assertThat(homes.said("N29").lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("datasource/name: WSO2AM_STATS_DB is there twice"))
                .anyMatch(line -> line.contains("jndiConfig/name: jdbc/WSO2AM_STATS_DB is there twice"));
    }

    @Test
    void n29AnAddressWithTheEndOfTheShippedOne() {
        SoundHomes homes = newer().replace(
                        "pub",
                        DATASOURCES,
                        "jdbc:h2:repository/database/STATS",
                        "jdbc:mysql://10.1.0.20/stats;AUTO_SERVER=TRUE");

        assertThat(homes.said("N29")).contains("has H2's AUTO_SERVER behind another database's address");
    }

    @Test
    void n29AnotherNameStaysSilent() {
        SoundHomes homes = newer().replace(
                        "pub",
                        DATASOURCES,
                        "</datasources>",
                        SoundHomes.datasource("OWN", "jdbc/OWN", "jdbc:h2:repository/database/OWN;AUTO_SERVER=TRUE")
                                + "</datasources>");

        assertThat(homes.said("N29")).isEmpty();
    }

    private SoundHomes besideTheHome(String... nodes) {
        SoundHomes homes = newer();
        for (String node : nodes) {
            homes.replace(node, DATASOURCES, "jdbc:h2:repository/database/STATS", "jdbc:h2:../tmpStatDB/STATS");
        }
        return homes;
    }

    @Test
    void n30TwoNodesOfOneMachineWithOneFileBesideTheirHomes() {
        assertThat(besideTheHome("pub", "store").said("N30"))
                .contains("nodes.store")
                .contains("and node pub (line 16) of the same machine has the same");
    }

    @Test
    void n30NodesOfTwoMachinesStaysSilent() {
        assertThat(besideTheHome("pub", "worker").said("N30")).isEmpty();
    }

    @Test
    void n37TheSvnClientOfTheOlderKernel() {
        SoundHomes homes = newer().put("worker", DROPINS + "svnkit-1.3.9.wso2v2.jar", "");

        assertThat(homes.said("N37"))
                .contains("svnkit-1.3.9.wso2v2.jar: is the SVN client of Carbon 4.2")
                .contains("take svnkit-all-1.8.7.wso2v1.jar");
    }

    @Test
    void n37TheSvnClientOfThisKernelStaysSilent() {
        SoundHomes homes = newer().put("worker", DROPINS + "svnkit-all-1.8.7.wso2v1.jar", "");

        assertThat(homes.said("N37")).isEmpty();
    }

    @Test
    void n39AFileWhereOlderVersionsHaveIt() {
        SoundHomes homes = newer().put("km", "repository/conf/identity.xml", "<Server/>");

        assertThat(homes.said("N39"))
                .contains("nodes.km: repository/conf/identity.xml")
                .contains("this version reads repository/conf/identity/identity.xml");
    }

    @Test
    void n39AFileAtItsPlaceStaysSilent() {
        SoundHomes homes = newer().put("worker", "repository/conf/identity/identity.xml", "<Server/>");

        assertThat(homes.said("N39")).isEmpty();
    }

    @Test
    void n40ARevocationAddressWhereOlderVersionsHaveIt() {
        SoundHomes homes = newer().replace(
                        "pub",
                        API_MANAGER,
                        "<APIKeyValidator>",
                        "<APIKeyValidator><RevokeAPIURL>https://gw.example.com:443/revoke</RevokeAPIURL>");

        assertThat(homes.said("N40"))
                .contains("/APIManager/APIKeyValidator/RevokeAPIURL: is where 1.x had it; this version reads"
                        + " /APIManager/OAuthConfigurations/RevokeAPIURL");
    }

    @Test
    void n40ASampleInACommentStaysSilent() {
        SoundHomes homes =
                newer().replace("pub", API_MANAGER, "<APIKeyValidator>", "<APIKeyValidator><!--RevokeAPIURL/-->");

        assertThat(homes.said("N40")).isEmpty();
    }
}
