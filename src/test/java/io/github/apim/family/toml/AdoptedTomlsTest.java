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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments whose nodes are one deployment.toml come back, byte for byte. */
@Needs(Need.REAL_PACKS)
class AdoptedTomlsTest {

    /** The version whose nodes need a key that no other key of the descriptor gives them. */
    private static final String ENCRYPTING = "4.7.0";

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
        String toml = "repository/conf/deployment.toml";
        TestDeployment deployment = TomlDeployments.of(folder, "4.1.0", TomlDeployments.ALL_IN_ONE);
        Map<String, NodeHome> built = deployment.assemble();
        for (Map.Entry<String, NodeHome> node : built.entrySet()) {
            NodeHome home = node.getValue();
            for (String path : home.filePaths()) {
                Path file = folder.resolve("homes").resolve(node.getKey()).resolve(path);
                Files.createDirectories(file.getParent());
                Files.write(file, home.bytes(path));
            }
            Files.writeString(
                    folder.resolve("homes").resolve(node.getKey()).resolve(toml),
                    home.text(toml)
                                    .replaceAll(
                                            "(?s)(\\[database\\.\\w+].*?\npassword = )\"[^\"]*\"",
                                            "$1\"\\$secret{db}\"")
                            + "\n[secrets]\ndb = \"c29tZXRoaW5nIGVuY3J5cHRlZA==\"\n");
        }

        AdoptedDeployment adopted = AdoptedDeployment.of(
                folder.resolve("homes"), List.of(folder.resolve("packs")), folder.resolve("adopted"));

        assertThat(adopted.report().warnings())
                .singleElement()
                .asString()
                .startsWith("no home says the password of apim-db (")
                .contains(": the servers' secure vault has it");
        assertThat(adopted.descriptor()).contains("password: \"$secret{db}\"").doesNotContain("c29tZXRoaW5n");
        for (AssembledNode node : adopted.assemble()) {
            assertThat(NodeHome.read(node.tarball()).text(toml))
                    .contains("password = \"$secret{db}\"", "db = \"c29tZXRoaW5nIGVuY3J5cHRlZA==\"");
        }
    }
}
