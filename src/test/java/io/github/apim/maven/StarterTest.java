package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Project;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.TestPacks;
import io.github.apim.testing.TomlPack;
import io.github.apim.testing.UserStoreFile;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What apim:init writes: every pattern is a whole deployment that the small packs make. */
class StarterTest {

    @TempDir
    Path folder;

    private TestDeployment deployment(Starter pattern) throws IOException {
        Path packs = Files.createDirectories(folder.resolve("packs"));
        byte[] keys = KeyStores.selfSigned(folder.resolve("shipped.jks"), "localhost");
        SmallPack.changed().file(ExampleDeployment.KEY_STORE, keys).toZip(packs);
        SmallPack.identityServer().file(ExampleDeployment.KEY_STORE, keys).toZip(packs);
        SmallPack.bam().toZip(packs);
        SmallPack.throttled().file(ExampleDeployment.KEY_STORE, keys).toZip(packs);
        for (String version : List.of("3.2.0", "4.4.0", "4.5.0")) {
            for (SmallPack pack : TomlPack.all(version)) {
                pack.toZip(packs);
            }
        }
        TestJars.newerMysqlDriver(folder.resolve("libs/mysql-connector-java-8.0.30.jar"));
        TestJars.mysqlDriver(folder.resolve("libs/mysql-connector-java-5.1.49.jar"), 49);
        TestJars.postgreSqlDriver(folder.resolve("libs/postgresql-42.2.28.jre7.jar"));
        TestJars.jar(folder.resolve("libs/svnkit-all-1.8.7.wso2v1.jar"), "a.txt", new byte[] {1});
        TestJars.jar(folder.resolve("libs/svnkit-1.3.9.wso2v2.jar"), "a.txt", new byte[] {1});
        TestJars.jar(folder.resolve("libs/trilead-ssh2-1.0.0-build215.jar"), "b.txt", new byte[] {2});
        UserStoreFile.in(folder);
        // Newer servers paste it into a URL of the broker.
        return TestDeployment.in(folder, TestPacks.SMALL.zip(), pattern.descriptor())
                .knowing("apim-admin", "Admin-secret1");
    }

    @ParameterizedTest
    @EnumSource(Starter.class)
    void everyPatternIsADeploymentThatAssembles(Starter pattern) throws IOException {
        TestDeployment deployment = deployment(pattern);

        assertThat(deployment.assemble().keySet())
                .containsExactlyInAnyOrderElementsOf(deployment.nodes())
                .isNotEmpty();
        assertThat(deployment.warnings()).isEmpty();
        assertThat(deployment.read().deployment().nodes())
                .extracting(Node::address)
                .allMatch(Optional::isPresent);
    }

    @ParameterizedTest
    @EnumSource(Starter.class)
    void whatIsShownForSettingsNamesEveryServer(Starter pattern) throws IOException {
        TreeSet<String> named = new TreeSet<>();
        new DeploymentReader(name -> Optional.empty(), id -> {
                    named.add(id);
                    return Optional.of(new Credentials("user", new Secret("password")));
                })
                .read(Files.writeString(folder.resolve("deployment.yaml"), pattern.descriptor()));

        assertThat(named).isNotEmpty();
        assertThat(pattern.servers().lines().filter(line -> line.contains("<id>")))
                .containsExactlyInAnyOrderElementsOf(
                        named.stream().map(id -> "    <id>" + id + "</id>").toList());
    }

    @Test
    void anEmptyFolderGetsAPomThatKnowsTheDescriptor() throws Exception {
        Path descriptor = folder.resolve("new/staging.yaml");

        List<Path> written = Starter.ALL_IN_ONE.write(descriptor, "1.2.3");

        assertThat(written)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("staging.yaml", "deployment.schema.json", "pom.xml", ".gitignore");
        var pom = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(written.get(2).toFile());
        assertThat(pom.getElementsByTagName("descriptor").item(0).getTextContent())
                .isEqualTo("${project.basedir}/staging.yaml");
        assertThat(written.get(2))
                .content()
                .contains("<version>1.2.3</version>")
                .doesNotContain("CONFIGURATION");
    }

    @Test
    void whatIsThereStays() throws IOException {
        Path pom = Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Path descriptor = folder.resolve("deployment.yaml");

        List<Path> written = Starter.RSYNC.write(descriptor, "1.2.3");

        assertThat(written).containsExactly(descriptor, folder.resolve("deployment.schema.json"));
        assertThat(pom).hasContent("<project/>");
        assertThatThrownBy(() -> Starter.AWS.write(descriptor, "1.2.3"))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessageContaining("is there already and stays as it is");
        assertThat(descriptor).hasContent(Starter.RSYNC.descriptor());
    }

    @Test
    void theGuideSaysOfEachPatternWhatTheGoalSays() throws IOException {
        List<String> rows = Files.readAllLines(Project.folder().resolve("src/site/markdown/plan-and-verify.md"));

        assertThat(rows)
                .filteredOn(
                        row -> Arrays.stream(Starter.values()).anyMatch(each -> row.startsWith("| `" + each + "` |")))
                .hasSameSizeAs(Starter.values());
        for (Starter pattern : Starter.values()) {
            String title = pattern.title().replaceFirst("^(one|two)( node| nodes) that", "$1 that");
            assertThat(rows).contains("| `" + pattern + "` | " + title + " |");
        }
    }

    /** The second of the patterns that the guide translates: the reserve of a gateway, and a load balancer for the gateways. */
    @Test
    void ofTwoEqualGatewaysOneMayStandByBehindALoadBalancerOfTheirOwn() throws IOException {
        TestDeployment deployment = deployment(Starter.ACTIVE_ACTIVE)
                .with(
                        "host: gw-2.internal,    address: 10.0.0.11,",
                        "host: gw-2.internal, address: 10.0.0.11, stand-by: true,")
                .with("load-balancer:\n  address: 10.0.0.5\n  virtual-hosts:\n", """
                        load-balancers:
                          gateways:
                            address: 10.0.0.5
                            virtual-hosts:
                        """)
                .with("    gateway-worker: {", "      gateway-worker: {")
                .with("    gateway-manager: {", "      gateway-manager: {")
                .with(
                        "    key-manager: {",
                        "  others:\n    address: 10.0.0.6\n    virtual-hosts:\n      key-manager: {")
                .with("    publisher: {", "      publisher: {")
                .with("    store: {", "      store: {");

        assertThat(deployment.assemble()).hasSize(8);
        assertThat(deployment.warnings()).isEmpty();
        assertThat(new Topology(deployment.read().deployment()).wiring().fronts())
                .filteredOn(front -> front.balancer().name().equals("gateways"))
                .hasSize(2)
                .allSatisfy(front -> assertThat(front.nodes())
                        .extracting(Node::name, Node::standBy)
                        .containsExactly(tuple("gateway-1", false), tuple("gateway-2", true)));
    }

    @Test
    void aWordThatIsNoPatternIsToldAllOfThem() {
        assertThatThrownBy(() -> Starter.of("ring"))
                .hasMessageContaining(
                        "all-in-one, all-in-one-balanced, gateway-separate, distributed, shared-directory")
                .hasMessageContaining("-Dapim.pattern=list");
        assertThat(Starter.list())
                .hasSameSizeAs(Starter.values())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(110));
    }
}
