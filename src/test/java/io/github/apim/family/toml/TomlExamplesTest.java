package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.adoption.RoundTrip;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The worked examples of 3.x and 4.x, assembled on the real files and compared with what others wrote for them by hand. */
@Needs(Need.REAL_PACKS)
class TomlExamplesTest {

    @TempDir
    Path folder;

    @Test
    void theExampleOf45IsWhatOthersWroteByHand() throws IOException {
        compare(exampleOf45().assemble(), "apim-4-example.expected", Map.of());
    }

    @Test
    void theExampleOf32IsWhatOthersWroteByHand() throws IOException {
        // They wrote names of hosts where nodes have addresses; both work.
        compare(
                exampleOf32().assemble(),
                "apim-3-example.expected",
                Map.of("tm-1.internal:", "10.0.0.15:", "tm-2.internal:", "10.0.0.14:"));
    }

    @Test
    void theExampleOf45ComesBackWhenItIsAdopted() throws IOException {
        assertThat(RoundTrip.of(exampleOf45()).wrong()).isEmpty();
    }

    @Test
    void theExampleOf32ComesBackWhenItIsAdopted() throws IOException {
        assertThat(RoundTrip.of(exampleOf32()).wrong()).isEmpty();
    }

    private TestDeployment exampleOf45() throws IOException {
        Path packs = folder.resolve("packs");
        SmallPack.realToml("wso2am-acp-4.5.0", "api-cp.sh").toZip(packs);
        SmallPack.realToml("wso2am-tm-4.5.0", "traffic-manager.sh").toZip(packs);
        SmallPack.realToml("wso2am-universal-gw-4.5.0", "gateway.sh").toZip(packs);
        TestJars.newerMysqlDriver(folder.resolve("mysql-connector-java-8.0.30.jar"));
        String example = Files.readString(generations().resolve("apim-4-example.yaml"))
                .replace("org.wso2.am.acp:wso2am-acp:zip:4.5.0", "packs/wso2am-acp-4.5.0.zip")
                .replace("org.wso2.am.tm:wso2am-tm:zip:4.5.0", "packs/wso2am-tm-4.5.0.zip")
                .replace("org.wso2.am.gw:wso2am-universal-gw:zip:4.5.0", "packs/wso2am-universal-gw-4.5.0.zip")
                .replace("mysql:mysql-connector-java:8.0.30", "mysql-connector-java-8.0.30.jar")
                .replaceAll("(?m)^  pool:.*\n", "")
                .replace("key: ${user.home}/.ssh/apim.pem", "key: /home/builder/apim.pem");
        return deployment(packs, example);
    }

    private TestDeployment exampleOf32() throws IOException {
        Path packs = folder.resolve("packs");
        SmallPack.realToml("wso2am-3.2.0", "wso2server.sh").toZip(packs);
        TestJars.newerMysqlDriver(folder.resolve("mysql-connector-java-8.0.28.jar"));
        String example = Files.readString(generations().resolve("apim-3-example.yaml"))
                .replace("org.wso2.am:wso2am:zip:3.2.0", "packs/wso2am-3.2.0.zip")
                .replace("mysql:mysql-connector-java:8.0.28", "mysql-connector-java-8.0.28.jar")
                .replaceAll("(?m)^throttling:.*\n", "")
                .replaceAll("(?m)^  executionplans:.*\n", "")
                .replace("key: ${user.home}/.ssh/apim.pem", "key: /home/builder/apim.pem");
        return deployment(packs, example);
    }

    private TestDeployment deployment(Path packs, String example) throws IOException {
        return TestDeployment.in(folder, packs, example)
                .knowing("apim-db", "apim", "apim-db-secret")
                .knowing("apim-admin", "admin", "Admin-secret1");
    }

    private static Path generations() {
        return RealPacks.folder().resolveSibling("generations");
    }

    /**
     * What is right to differ, by node and key: texts for people; the shipped values that are kept and not said by the others,
     * or said by them although they are the default; ports that go without saying; a pool's size, which nobody asked for; and
     * passwords, which the others leave to the environment.
     */
    private static final List<String> RIGHT_TO_DIFFER = List.of(
            ".* /apim/gateway/environment\\[0]/description: .*",
            ".* /truststore/.*: expected (client-truststore.jks|JKS|wso2carbon), is null",
            ".* /server/offset: expected 0, is null",
            ".* /database/local/url: not expected, .*",
            ".* /server/base_path: not expected, .*",
            ".* /apim/analytics/.*: not expected, .*",
            ".* /apim/devportal/url: expected https://devportal.example.com:443/devportal, .*",
            // The load balancer of that example passes no web sockets on at these ports.
            ".* /apim/gateway/environment\\[0]/wss?_endpoint: expected wss?://gw.example.com:[89]099, .*",
            ".* /database/.*/pool_options/.*",
            ".*: expected \\$env\\{APIM_(DB|ADMIN)_(USER|PASSWORD)}, is .*");

    private static void compare(Map<String, NodeHome> homes, String expected, Map<String, String> addresses)
            throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, NodeHome> home : homes.entrySet()) {
            String text = new String(home.getValue().bytes("repository/conf/deployment.toml"), StandardCharsets.UTF_8);
            Map<String, String> ours = flat(Toml.parse(text));
            Map<String, String> theirs = flat(Toml.parse(
                    generations().resolve(expected).resolve(home.getKey()).resolve("deployment.toml")));
            theirs.forEach((key, written) -> {
                String value = written;
                for (Map.Entry<String, String> address : addresses.entrySet()) {
                    value = value.replace(address.getKey(), address.getValue());
                }
                if (!value.equals(ours.get(key))) {
                    differences.add(home.getKey() + " " + key + ": expected " + value + ", is " + ours.get(key));
                }
            });
            ours.keySet().removeAll(theirs.keySet());
            ours.forEach((key, value) -> differences.add(home.getKey() + " " + key + ": not expected, is " + value));
        }
        assertThat(differences)
                .filteredOn(difference -> RIGHT_TO_DIFFER.stream().noneMatch(difference::matches))
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
