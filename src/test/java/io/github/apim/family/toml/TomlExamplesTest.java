package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.adoption.RoundTrip;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The worked examples of 3.x and 4.x, assembled on the real files and compared with what others wrote for them by hand. */
@Needs(Need.REAL_PACKS)
class TomlExamplesTest {

    @TempDir
    Path folder;

    static List<String> versionsOf4() {
        return TomlDeployments.VERSIONS_OF_4;
    }

    static List<String> versionsOf3() {
        return TomlDeployments.VERSIONS_OF_3;
    }

    @ParameterizedTest
    @MethodSource("versionsOf4")
    void theExampleOf4IsWhatOthersWroteByHand(String version) throws IOException {
        compare(
                version,
                exampleOf4(version).assemble(),
                expected("apim-4-example.expected"),
                Map.of(),
                RightDifferences.fromExamples());
    }

    @ParameterizedTest
    @MethodSource("versionsOf3")
    void theExampleOf3IsWhatOthersWroteByHand(String version) throws IOException {
        // They wrote names of hosts where nodes have addresses; both work.
        compare(
                version,
                exampleOf3(version).assemble(),
                expected("apim-3-example.expected"),
                Map.of("tm-1.internal:", "10.0.0.15:", "tm-2.internal:", "10.0.0.14:"),
                RightDifferences.fromExamples());
    }

    /** The files from which the goldens were rendered; RenderedNodesTest compares what comes of both. */
    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.1.0"})
    void theNodesOfTheGoldensAreWhatOthersWroteByHand(String version) throws IOException {
        Path goldens = generations().resolve("apim-4-golden").resolve(version);
        Map<String, Path> expected = new TreeMap<>();
        Map.of("control-plane", "cp-1-tm", "traffic-manager", "tm-1", "gateway-3", "gw-3")
                .forEach((node, golden) ->
                        expected.put(node, goldens.resolve(golden).resolve("repository/conf/deployment.toml")));

        compare(
                version,
                TomlDeployments.of(folder, version, TomlDeployments.OF_4).assemble(),
                expected,
                Map.of(),
                RightDifferences.fromGoldens());
    }

    @Test
    void theExampleOf45ComesBackWhenItIsAdopted() throws IOException {
        assertThat(RoundTrip.of(exampleOf4("4.5.0")).wrong()).isEmpty();
    }

    @Test
    void theExampleOf32ComesBackWhenItIsAdopted() throws IOException {
        assertThat(RoundTrip.of(exampleOf3("3.2.0")).wrong()).isEmpty();
    }

    private TestDeployment exampleOf4(String version) throws IOException {
        TestJars.newerMysqlDriver(folder.resolve("mysql-connector-java-8.0.30.jar"));
        String example = Files.readString(generations().resolve("apim-4-example.yaml"))
                .replaceAll("(?m)^  (control-plane|traffic-manager|gateway): org\\.wso2.*\n", "")
                .replaceAll("(?m)^packs:\n", TomlDeployments.packs(folder, version))
                .replace("mysql:mysql-connector-java:8.0.30", "mysql-connector-java-8.0.30.jar")
                .replaceAll("(?m)^  pool:.*\n", "")
                .replaceAll("(?m)^nodes:\n", TomlDeployments.encryption(version) + "nodes:\n")
                .replace("key: ${user.home}/.ssh/apim.pem", "key: /home/builder/apim.pem");
        return deployment(example);
    }

    /** Up to 3.1 gateways share a folder, or copy it. */
    private TestDeployment exampleOf3(String version) throws IOException {
        TestJars.newerMysqlDriver(folder.resolve("mysql-connector-java-8.0.28.jar"));
        String example = Files.readString(generations().resolve("apim-3-example.yaml"))
                .replaceAll("(?m)^  api-manager: org\\.wso2.*\n", "")
                .replaceAll("(?m)^packs:\n", TomlDeployments.packs(folder, version))
                .replace("mysql:mysql-connector-java:8.0.28", "mysql-connector-java-8.0.28.jar")
                .replaceAll("(?m)^throttling:.*\n", "")
                .replaceAll("(?m)^  executionplans:.*\n", "")
                .replace("key: ${user.home}/.ssh/apim.pem", "key: /home/builder/apim.pem");
        return deployment(version.equals("3.2.0") ? example : example.replace("type: database ", "type: rsync "));
    }

    private TestDeployment deployment(String example) throws IOException {
        return TestDeployment.in(folder, folder, example)
                .knowing("apim-db", "apim", "apim-db-secret")
                .knowing("apim-admin", "admin", "Admin-secret1");
    }

    private static Path generations() {
        return RealPacks.folder().resolveSibling("generations");
    }

    /** The files of an example, by node. */
    private static Map<String, Path> expected(String example) throws IOException {
        try (Stream<Path> nodes = Files.list(generations().resolve(example))) {
            return nodes.collect(
                    Collectors.toMap(node -> node.getFileName().toString(), node -> node.resolve("deployment.toml")));
        }
    }

    private static void compare(
            String version,
            Map<String, NodeHome> homes,
            Map<String, Path> expected,
            Map<String, String> addresses,
            RightDifferences right)
            throws IOException {
        List<String> differences = new ArrayList<>();
        assertThat(homes).containsKeys(expected.keySet().toArray(new String[0]));
        for (Map.Entry<String, Path> node : expected.entrySet()) {
            String text = homes.get(node.getKey()).text("repository/conf/deployment.toml");
            Map<String, String> ours = flat(Toml.parse(text));
            Map<String, String> theirs = flat(Toml.parse(node.getValue()));
            theirs.forEach((key, written) -> {
                String value = written;
                for (Map.Entry<String, String> address : addresses.entrySet()) {
                    value = value.replace(address.getKey(), address.getValue());
                }
                if (!value.equals(ours.get(key))) {
                    differences.add(node.getKey() + " " + key + ": expected " + value + ", is " + ours.get(key));
                }
            });
            ours.keySet().removeAll(theirs.keySet());
            ours.forEach((key, value) -> differences.add(node.getKey() + " " + key + ": not expected, is " + value));
        }
        assertThat(differences)
                .filteredOn(difference -> !right.holds(version, difference))
                .isEmpty();
    }

    private static Map<String, String> flat(TomlParseResult toml) {
        assertThat(toml.errors()).isEmpty();
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", toml, flat);
        return new TreeMap<>(flat);
    }

    private static void flatten(String path, Object value, Map<String, String> flat) {
        if (value instanceof TomlTable table) {
            table.keySet().forEach(key -> flatten(path + "/" + key, table.get(List.of(key)), flat));
        } else if (value instanceof TomlArray array && !array.isEmpty() && array.get(0) instanceof TomlTable) {
            for (int i = 0; i < array.size(); i++) {
                flatten(path + "[" + i + "]", array.get(i), flat);
            }
        } else {
            flat.put(path, value instanceof TomlArray array ? array.toJson() : String.valueOf(value));
        }
    }
}
