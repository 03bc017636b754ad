package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.edit.XmlFile;
import io.github.apim.family.spi.Family;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Place;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.VersionFamily;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which family serves which version, and what versions of one family do not share. */
@Needs(Need.REAL_PACKS)
class FamiliesTest {

    private static final String GATEWAYS = """
            packs: { api-manager: "PACK", OTHER }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: { username: apimuser, password: database-secret }
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              client: [ SVNKIT, trilead-ssh2-1.0.0-build215.jar ]
            nodes:
              manager: { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              worker:  { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
              km:      { role: key-manager,     host: km.internal,     address: 10.0.0.12 }
            """;

    private static final String STATISTICS = """
              bam:     { role: bam, host: bam.internal, address: 10.0.0.13 }
            statistics: { bam: bam }
            """;

    private static final NodeSelection GATEWAYS_ONLY =
            new NodeSelection(List.of("gateway-manager", "gateway-worker"), List.of());

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyFamilyIsServed(VersionFamily id) {
        Family family = Families.of(id);

        assertThat(family.id()).isEqualTo(id);
        assertThat(family.overlays()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(family.rules()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void aVersionThatIsNotKnownIsTakenForOneOfTheNearestFamily() {
        for (String version : List.of("1.8.0", "1.9.3", "", "next")) {
            assertThat(Catalogue.of(new ProductVersion(Product.API_MANAGER, version))
                            .family())
                    .as(version)
                    .isEqualTo(VersionFamily.API_MANAGER_1);
        }
        assertThat(Catalogue.of(new ProductVersion(Product.API_MANAGER, "2.3.0"))
                        .family())
                .isEqualTo(VersionFamily.API_MANAGER_2);
        assertThat(Catalogue.of(new ProductVersion(Product.API_MANAGER, "7")).family())
                .isEqualTo(VersionFamily.API_MANAGER_4);
    }

    @Test
    void aPlaceThatAVersionHasNotIsNoneAndNotAnotherVersions() {
        var places =
                Catalogue.of(new ProductVersion(Product.API_MANAGER, "1.9.0")).places();

        assertThat(places.find(Place.ANALYTICS_SWITCH)).isEmpty();
        assertThat(places.get(Place.IDENTITY).file()).isEqualTo("repository/conf/identity.xml");
        assertThatThrownBy(() -> places.get(Place.ANALYTICS_SWITCH)).hasMessageContaining("ANALYTICS_SWITCH");
        assertThat(Catalogue.of(new ProductVersion(Product.API_MANAGER, "1.10.0"))
                        .places()
                        .get(Place.IDENTITY)
                        .file())
                .isEqualTo("repository/conf/identity/identity.xml");
    }

    @Test
    void statisticsAndBamAreRefusedWithTheReasonWhereTheyGoToAnotherServer() throws IOException {
        TestDeployment deployment = describe("wso2am-1.10.0.zip", "bam: wso2bam-2.5.0.zip", STATISTICS);

        assertThatThrownBy(deployment::read)
                .hasMessageContaining("deployment.yaml:14:20: statistics.bam: WSO2 API Manager 1.10.0 reports the"
                        + " use of APIs to WSO2 Data Analytics Server")
                .hasMessageContaining(
                        "packs.bam: WSO2 Business Activity Monitor 2.5.0 does not go with WSO2 API Manager"
                                + " 1.10.0, and no other version of it does; remove the pack and the nodes that run it");
    }

    @Test
    void theIdentityServerOfAnotherVersionIsRefused() throws IOException {
        TestDeployment misfit = describe("wso2am-1.10.0.zip", "identity-server: wso2is-5.0.0.zip", "");
        TestDeployment fitting = describe("wso2am-1.9.1.zip", "identity-server: wso2is-5.0.0.zip", "");

        assertThatThrownBy(misfit::read).hasMessageContaining("which goes with WSO2 Identity Server 5.1.0");
        assertThat(fitting.read().deployment().nodes()).hasSize(3);
    }

    /** 1.10.0 ships a live datasource for statistics, whose URL has a comment in its middle. */
    @Test
    void ofAUrlWithACommentInItNothingButTheCommentStays() throws IOException {
        String file = "repository/conf/datasources/master-datasources.xml";
        String url = "//datasource[name='WSO2AM_STATS_DB']/definition/configuration/url";
        byte[] shipped = RealPacks.read(RealPacks.file("wso2am-1.10.0", file));
        Path changed = folder.resolve("datasources.xml");

        Files.write(
                changed,
                XmlFile.parse(file, shipped)
                        .setText(url, "jdbc:mysql://db/statsdb")
                        .bytes());

        assertThat(NodeHome.valuesOf(changed, url)).containsExactly("jdbc:mysql://db/statsdb");
    }

    @Test
    void theSvnClientOfAnotherKernelIsRefusedWhereItFails() throws IOException {
        TestDeployment deployment = deployment("1.10.0", "svnkit-1.3.9.wso2v2.jar", "", "");

        assertThatThrownBy(() -> deployment.assemble(GATEWAYS_ONLY))
                .hasMessageContaining("svnkit-1.3.9.wso2v2.jar is the SVN client of Carbon 4.2, which")
                .hasMessageContaining("List svnkit-all-1.8.7.wso2v1.jar and trilead-ssh2-1.0.0-build215.jar under");
    }

    @Test
    void m34AGatewayThatReportsNothingIsToldOfWhereTheFileSaysIt() throws IOException {
        TestDeployment deployment =
                deployment("1.9.1", "svnkit-1.3.9.wso2v2.jar", "bam: wso2bam-2.5.0.zip", STATISTICS + """
                edits:
                  worker:
                    repository/conf/api-manager.xml:
                      /APIManager/APIUsageTracking/Enabled: "false"
                      /APIManager/APIUsageTracking/BAMServerURL: "{tcp://10.0.0.13:7612}"
                """);

        assertThatThrownBy(() -> deployment.assemble(GATEWAYS_ONLY))
                .hasMessageContaining("APIUsageTracking/Enabled: is not true although the descriptor has statistics")
                .hasMessageContaining("APIUsageTracking/BAMServerURL: is not {tcp://10.0.0.13:7611}, where node bam")
                .hasMessageContaining("[M34]");
    }

    @Test
    void m34AGatewayThatReportsWhereTheFileSaysItStaysSilent() throws IOException {
        TestDeployment deployment =
                deployment("1.9.1", "svnkit-1.3.9.wso2v2.jar", "bam: wso2bam-2.5.0.zip", STATISTICS);

        assertThat(deployment.assemble(GATEWAYS_ONLY)).hasSize(2);
    }

    private TestDeployment deployment(String version, String svnkit, String other, String more) throws IOException {
        TestJars.jar(folder.resolve(svnkit), "svnkit.txt", new byte[] {1});
        String[] others = version.equals("1.9.1") ? new String[] {"1.9.0"} : new String[0];
        Path pack = SmallPack.realApiManager(version, others).toZip(folder.resolve("packs"));
        return describe(pack.toString(), other, more).with("SVNKIT", svnkit);
    }

    private TestDeployment describe(String pack, String other, String more) throws IOException {
        return TestDeployment.in(
                folder, Path.of(pack), GATEWAYS.replace(", OTHER", other.isEmpty() ? "" : ", " + other) + more);
    }
}
