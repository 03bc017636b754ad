package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.ManifestInput;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in three environments: other hosts, another size, other secrets, and files of their own. */
class EnvironmentsOfOneDescriptorTest {

    private static final Map<String, String> PASSWORDS = Map.of(
            "development", "word-of-development",
            "staging", "word-of-staging",
            "production", "word-of-production");

    private static final String NOTICE = "repository/conf/notice.txt";

    @TempDir
    static Path folder;

    private static TestDeployment deployment;
    private static final Map<String, Map<String, NodeHome>> HOMES = new TreeMap<>();

    @BeforeAll
    static void build() throws IOException {
        deployment = ExampleDeployment.in(folder);
        for (String name : PASSWORDS.keySet()) {
            deployment.knowing("db-" + name, "apim", PASSWORDS.get(name));
        }
        deployment.environment("development", """
                databases: { credentials: db-development }
                nodes: { gateway-worker-2: null, key-manager-2: null }
                """);
        deployment.environment("staging", """
                databases:
                  credentials: db-staging
                  url: jdbc:mysql://10.1.0.20:3306
                """);
        deployment.environment("production", """
                databases:
                  credentials: db-production
                  url: jdbc:mysql://10.2.0.20:3306
                nodes:
                  gateway-worker-2: { jvm: { heap: 8g } }
                  gateway-worker-3: { role: gateway-worker, host: gw-3.internal, address: 10.0.0.19 }
                """);
        file("overlays/all", "for all");
        file("overlays/gateway-worker-1", "for the first worker");
        file("environments/staging/overlays/all", "for all of staging");
        file("environments/production/overlays/gateway-worker", "for the workers of production");
        for (String name : PASSWORDS.keySet()) {
            HOMES.put(name, deployment.inEnvironment(name).assemble());
        }
    }

    private static void file(String below, String content) throws IOException {
        Path file = folder.resolve(below).resolve(NOTICE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void eachEnvironmentHasNodesOfItsOwn() {
        assertThat(HOMES.get("development")).hasSize(8).doesNotContainKey("gateway-worker-2");
        assertThat(HOMES.get("staging")).hasSize(10);
        assertThat(HOMES.get("production")).hasSize(11).containsKey("gateway-worker-3");
    }

    @Test
    void eachEnvironmentHasItsOwnHostsAndSizes() {
        String datasources = "repository/conf/datasources/master-datasources.xml";

        assertThat(HOMES.get("development").get("store-1").text(datasources)).contains("10.0.0.20");
        assertThat(HOMES.get("staging").get("store-1").text(datasources)).contains("10.1.0.20");
        assertThat(HOMES.get("production").get("store-1").text(datasources)).contains("10.2.0.20");
        assertThat(HOMES.get("staging").get("gateway-worker-2").text("bin/start-node.sh"))
                .contains("-Xmx2g");
        assertThat(HOMES.get("production").get("gateway-worker-2").text("bin/start-node.sh"))
                .contains("-Xmx8g");
    }

    /** In no file of a tarball, no manifest, and nothing else that lies in the environment's folder. */
    @Test
    void theSecretsOfAnEnvironmentAreInNoOther() throws IOException {
        for (String name : PASSWORDS.keySet()) {
            Map<String, String> texts = texts(name);
            assertThat(texts.values()).as(name).anyMatch(text -> text.contains(PASSWORDS.get(name)));
            PASSWORDS.forEach((other, password) -> {
                if (!other.equals(name)) {
                    assertThat(texts)
                            .as("%s in %s", other, name)
                            .noneSatisfy((file, text) -> assertThat(text).contains(password));
                }
            });
        }
    }

    private static Map<String, String> texts(String environment) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        HOMES.get(environment)
                .forEach((node, home) -> home.filePaths()
                        .forEach(path -> texts.put(
                                node + "/" + path, new String(home.bytes(path), StandardCharsets.ISO_8859_1))));
        try (var files = Files.walk(output(environment))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    private static Path output(String environment) {
        return folder.resolve("target/apim").resolve(environment);
    }

    @Test
    void theFilesOfAnEnvironmentLieOverThoseForAll() {
        assertThat(HOMES.get("development").get("store-1").text(NOTICE)).isEqualTo("for all");
        assertThat(HOMES.get("development").get("gateway-worker-1").text(NOTICE))
                .isEqualTo("for the first worker");
        assertThat(HOMES.get("staging").get("gateway-worker-1").text(NOTICE)).isEqualTo("for all of staging");
        assertThat(HOMES.get("production").get("gateway-worker-1").text(NOTICE))
                .isEqualTo("for the workers of production");
        assertThat(HOMES.get("production").get("store-1").text(NOTICE)).isEqualTo("for all");
    }

    @Test
    void theManifestSaysTheEnvironmentAndWhoseFilesItIsMadeOf() throws IOException {
        Manifest manifest = Manifest.read(output("staging").resolve("gateway-worker-1.manifest.json"));

        assertThat(manifest.environment()).contains("staging");
        assertThat(Manifest.parse(manifest.json(), "again")).isEqualTo(manifest);
        assertThat(manifest.inputs())
                .extracting(ManifestInput::name)
                .contains("environments/staging/overlays/all/" + NOTICE);
        assertThat(manifest.files())
                .filteredOn(file -> file.path().equals(NOTICE))
                .singleElement()
                .satisfies(file -> assertThat(file.by())
                        .anySatisfy(by -> assertThat(by).contains("environments/staging/overlays/all")));
    }

    @Test
    void theManifestOfTheDescriptorAloneSaysNoEnvironment() throws IOException {
        deployment.assemble(new NodeSelection(List.of(), List.of("gateway-worker-1")));

        Path file = deployment.output().resolve("gateway-worker-1.manifest.json");

        assertThat(Manifest.read(file).environment()).isEmpty();
        assertThat(Files.readString(file)).doesNotContain("\"environment\"");
    }

    @Test
    void aFolderOfAnEnvironmentThatBelongsToNoNodeIsWarnedOf() throws IOException {
        Path stray = folder.resolve("environments/staging/overlays/gateway-wroker");
        Files.createDirectories(stray);
        TestDeployment staging = deployment.inEnvironment("staging");
        try {
            staging.validate();
        } finally {
            Files.delete(stray);
        }

        assertThat(staging.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("gateway-wroker belongs to no node"));
    }

    /** What a rule finds later, when nobody looks at YAML any more, is told in the layer, too. */
    @Test
    void aRuleTellsTheLayerInWhichTheValueStands() throws IOException {
        deployment.environment("crowded", "nodes:\n  store-1:\n    offset: 1\n");

        assertThatThrownBy(() -> deployment.inEnvironment("crowded").validate())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("environments/crowded.yaml:3:13: ");
        Files.delete(folder.resolve("environments/crowded.yaml"));
    }

    /** A line alone would be one of the descriptor. */
    @Test
    void aRuleNamesTheLayerOfANodeThatStandsThere() throws IOException {
        deployment.environment(
                "added", "nodes:\n  store-0: { role: store, host: store-1.internal, address: 10.0.0.15, offset: 1 }\n");

        assertThatThrownBy(() -> deployment.inEnvironment("added").validate())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("node publisher-1 (line ")
                .hasMessageContaining("environments/added.yaml:2:");
        Files.delete(folder.resolve("environments/added.yaml"));

        deployment.environment("both", """
                nodes:
                  store-0: { role: store, host: store-1.internal, address: 10.0.0.19, offset: 1 }
                  store-2: { role: store, host: store-1.internal, address: 10.0.0.19, offset: 1 }
                """);
        assertThatThrownBy(() -> deployment.inEnvironment("both").validate())
                .hasMessageContaining("node store-0 (environments/both.yaml line 2)");
        Files.delete(folder.resolve("environments/both.yaml"));
    }
}
