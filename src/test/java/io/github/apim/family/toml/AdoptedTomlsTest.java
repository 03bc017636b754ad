package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.adoption.AdoptedDeployment;
import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.edit.TomlFile;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments whose nodes are one deployment.toml come back, byte for byte. */
@Needs(Need.REAL_PACKS)
class AdoptedTomlsTest {

    /** The version whose nodes need a key that no other key of the descriptor gives them. */
    private static final String ENCRYPTING = "4.7.0";

    private static final String TOML = "repository/conf/deployment.toml";

    private static final String KEY = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    static Stream<Arguments> deployments() {
        return Stream.concat(
                TomlDeployments.VERSIONS_OF_3.stream()
                        .flatMap(version -> Stream.of(TomlDeployments.OF_3, TomlDeployments.ALL_IN_ONE)
                                .map(topology -> Arguments.of(version, topology))),
                TomlDeployments.VERSIONS_OF_4.stream()
                        .filter(version -> !version.equals(ENCRYPTING))
                        .flatMap(version -> Stream.of(
                                        TomlDeployments.OF_4, TomlDeployments.SMALL_OF_4, TomlDeployments.ALL_IN_ONE)
                                .map(topology -> Arguments.of(version, topology))));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void comesBackWithoutAnEdit(String version, String topology) throws IOException {
        TestDeployment deployment = TomlDeployments.of(folder, version, topology);
        List<AssembledNode> built = deployment.run(NodeSelection.ALL, 2);

        AdoptedDeployment adopted =
                AdoptedDeployment.of(deployment.output(), List.of(folder.resolve("packs")), folder.resolve("adopted"));

        assertThat(adopted.report().leftOver()).as(adopted.descriptor()).isZero();
        assertThat(AdoptedDeployment.differences(built, adopted.assemble())).isEmpty();
    }

    @Test
    void anEditThatAllNodesHaveComesBackAsOne() throws IOException {
        TestDeployment deployment = TomlDeployments.of(
                folder,
                ENCRYPTING,
                TomlDeployments.OF_4 + "edits: { all: { repository/conf/deployment.toml: { encryption.key: \"" + KEY
                        + "\" } } }\n");
        List<AssembledNode> built = deployment.run(NodeSelection.ALL, 2);

        AdoptedDeployment adopted =
                AdoptedDeployment.of(deployment.output(), List.of(folder.resolve("packs")), folder.resolve("adopted"));

        assertThat(adopted.descriptor())
                .contains("edits:\n  all:\n    repository/conf/deployment.toml:\n      encryption.key: ")
                .doesNotContain(KEY);
        assertThat(AdoptedDeployment.differences(built, adopted.assemble())).isEmpty();
    }

    /** Of which the others are not known, so that what leads to them is said by edits and own files. */
    @Test
    void someNodesOfADeploymentComeBackWithTheSameValues() throws IOException {
        String toml = "repository/conf/deployment.toml";
        List<String> some = List.of("control-plane", "traffic-manager", "gateway");
        TestDeployment deployment = TomlDeployments.of(folder, "4.5.0", TomlDeployments.OF_4);
        Map<String, NodeHome> built = deployment.assemble();
        Path homes = Files.createDirectories(folder.resolve("homes"));
        for (String node : some) {
            Files.copy(deployment.output().resolve(node + ".tar.gz"), homes.resolve(node + ".tar.gz"));
        }

        AdoptedDeployment adopted =
                AdoptedDeployment.of(homes, List.of(folder.resolve("packs")), folder.resolve("adopted"));

        assertThat(adopted.warnings())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(warning -> assertThat(warning).doesNotContain(".apim-adopt"));
        Files.writeString(
                folder.resolve("adopted/deployment.yaml"),
                adopted.descriptor() + "accept: [ { rule: T21, because: others are built elsewhere } ]\n");
        for (AssembledNode node : adopted.assemble()) {
            String name = node.plan().node().name();
            TomlFile there = TomlFile.parse(toml, built.get(name).bytes(toml));
            TomlFile here = TomlFile.parse(toml, NodeHome.read(node.tarball()).bytes(toml));
            assertThat(values(here)).as(name).isEqualTo(values(there));
            assertThat(here.texts()).as(name).containsExactlyInAnyOrderElementsOf(there.texts());
        }
    }

    private static Map<String, String> values(TomlFile file) {
        return file.values().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().value()));
    }

    /** As the cipher tool leaves it: references, and a table of what it has encrypted. */
    @Test
    void whatTheServersVaultHasStaysThereAndIsToBeFilledIn() throws IOException {
        TestDeployment deployment = TomlDeployments.of(folder, "4.1.0", TomlDeployments.ALL_IN_ONE);
        AdoptedDeployment adopted = adoptedWith(
                deployment,
                text -> text.replaceAll("(?s)(\\[database\\.\\w+].*?\npassword = )\"[^\"]*\"", "$1\"\\$secret{db}\"")
                        + "\n[secrets]\ndb = \"c29tZXRoaW5nIGVuY3J5cHRlZA==\"\n");

        assertThat(adopted.report().warnings())
                .singleElement()
                .asString()
                .startsWith("no home says the password of apim-db (")
                .contains(": the servers' secure vault has it");
        assertThat(adopted.descriptor()).contains("password: \"$secret{db}\"").doesNotContain("c29tZXRoaW5n");
        for (AssembledNode node : adopted.assemble()) {
            assertThat(NodeHome.read(node.tarball()).text(TOML))
                    .contains("password = \"$secret{db}\"", "db = \"c29tZXRoaW5nIGVuY3J5cHRlZA==\"");
        }
    }

    /** As the shipped samples have it, or leave it to the defaults. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "username = \"$ref{super_admin.username}\"\npassword = \"$ref{super_admin.password}\"\n",
                "username = \"${admin.username}\"\npassword = \"${admin.password}\"\n",
                ""
            })
    void whoSignsInAtTheAnalyticsServerAsTheAdministratorIsCalledByName(String credentials) throws IOException {
        TestDeployment deployment = TomlDeployments.of(folder, "3.2.0", TomlDeployments.OF_3)
                .with("{ username: admin, password: admin }", "{ username: boss, password: boss-secret }");

        AdoptedDeployment adopted = adoptedWith(
                deployment,
                text -> text.replaceFirst(
                        "username = \"analyst\"\npassword = \".*\"\n", Matcher.quoteReplacement(credentials)));

        assertThat(adopted.descriptor())
                .contains("  analytics:\n", "    host: an.internal", "    offset: 2", "credentials: analytics-admin")
                .doesNotContain("analyst\n");
        assertThat(Files.readString(folder.resolve("adopted/adopted-settings.xml")))
                .contains("boss-secret")
                .doesNotContain("$ref{", "${");
        assertThat(adopted.assemble()).isNotEmpty();
    }

    /** Each group gets all events. A descriptor names one server; the other one stays in the nodes' own files. */
    @Test
    void aSecondAnalyticsServerComesBackBesideTheOne() throws IOException {
        String second = """

                [[apim.analytics.url_group]]
                analytics_url = ["tcp://an-2.internal:7612"]
                analytics_auth_url = ["ssl://an-2.internal:7712"]
                """;
        TestDeployment deployment = TomlDeployments.of(folder, "3.2.0", TomlDeployments.OF_3);

        AdoptedDeployment adopted = adoptedWith(
                deployment,
                text -> text.replaceFirst("(analytics_auth_url = .*\n)", "$1" + Matcher.quoteReplacement(second)));

        assertThat(adopted.descriptor()).contains("host: an.internal");
        for (AssembledNode node : adopted.assemble()) {
            String toml = NodeHome.read(node.tarball()).text(TOML);
            assertThat(toml.contains("an-2.internal")).isEqualTo(toml.contains("[apim.analytics]"));
        }
    }

    /** Homes in which somebody has changed each deployment.toml. */
    private AdoptedDeployment adoptedWith(TestDeployment deployment, UnaryOperator<String> change) throws IOException {
        for (Map.Entry<String, NodeHome> node : deployment.assemble().entrySet()) {
            NodeHome home = node.getValue();
            Path there = folder.resolve("homes").resolve(node.getKey());
            for (String path : home.filePaths()) {
                Path file = there.resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(file, home.bytes(path));
            }
            Files.writeString(there.resolve(TOML), change.apply(home.text(TOML)));
        }
        return AdoptedDeployment.of(
                folder.resolve("homes"), List.of(folder.resolve("packs")), folder.resolve("adopted"));
    }
}
