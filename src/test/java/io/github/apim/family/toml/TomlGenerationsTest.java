package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.TomlFile;
import io.github.apim.edit.TomlTraps;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each version of API Manager from 3.0 on is told, by role, on the real shipped files: the whole deployment.toml.
 * {@code -Dapim.writeGoldens} writes them anew, to be read over.
 */
@Needs(Need.REAL_PACKS)
class TomlGenerationsTest {

    @TempDir
    Path folder;

    static Stream<Arguments> deployments() {
        Stream<Arguments> of3 = TomlDeployments.VERSIONS_OF_3.stream()
                .flatMap(version -> Stream.of(
                        Arguments.of(
                                version,
                                TomlDeployments.OF_3,
                                List.of("publisher", "store", "key-manager", "traffic-manager", "gateway-2")),
                        Arguments.of(version, TomlDeployments.ALL_IN_ONE, List.of("all-in-one-2"))));
        Stream<Arguments> of4 = TomlDeployments.VERSIONS_OF_4.stream()
                .flatMap(version -> Stream.of(
                        Arguments.of(
                                version,
                                TomlDeployments.OF_4,
                                List.of("control-plane", "traffic-manager", "gateway-3")),
                        Arguments.of(version, TomlDeployments.SMALL_OF_4, List.of("key-manager", "gateway")),
                        Arguments.of(version, TomlDeployments.ALL_IN_ONE, List.of("all-in-one-2"))));
        return Stream.concat(of3, of4);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void eachRoleHasItsFile(String version, String topology, List<String> nodes) throws IOException {
        Map<String, NodeHome> homes =
                TomlDeployments.of(folder, version, topology).assemble();

        assertThat(homes).containsKeys(nodes.toArray(new String[0]));
        for (String node : nodes) {
            String path = "repository/conf/deployment.toml";
            String found = new String(homes.get(node).bytes(path), StandardCharsets.UTF_8);
            Path golden = Project.folder()
                    .resolve("src/test/resources/goldens/wso2am")
                    .resolve(version)
                    .resolve(node + ".toml");
            if (System.getProperty("apim.writeGoldens") != null) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, found);
            }
            assertThat(homes.get(node).mode(path)).isEqualTo(0600);
            assertThat(TomlTraps.of(TomlFile.parse(path, found.getBytes(StandardCharsets.UTF_8))))
                    .isEmpty();
            assertThat(found).as(golden.toString()).isEqualTo(Files.readString(golden));
        }
    }
}
