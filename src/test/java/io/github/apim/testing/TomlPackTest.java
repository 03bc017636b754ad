package io.github.apim.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Holds the small packs of 3.x and 4.x to what distinguishes the real ones. */
class TomlPackTest {

    private static final List<Product> PARTS =
            List.of(Product.API_MANAGER, Product.CONTROL_PLANE, Product.TRAFFIC_MANAGER, Product.GATEWAY);

    private static final List<String> VERSIONS = TomlPack.VERSIONS;

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void everyPackIsKnownAndPristineAndItsDeploymentTomlIsSound(String version) throws IOException {
        List<SmallPack> packs = TomlPack.all(version);

        assertThat(packs).hasSize(TomlPack.isSince("4.5.0", version) ? 4 : 1);
        for (int i = 0; i < packs.size(); i++) {
            Path file = packs.get(i).toZip(folder);
            try (Pack pack = Pack.of(PARTS.get(i), file, open(file), false)) {
                assertThat(pack.version()).isEqualTo(version);
                assertThat(pack.leftovers()).isEmpty();
                assertThat(pack.remarks()).isEmpty();
                TomlParseResult toml =
                        Toml.parse(new String(pack.read("repository/conf/deployment.toml"), StandardCharsets.UTF_8));
                assertThat(toml.errors()).isEmpty();
                assertThat(toml.getString("server.server_role")).isEqualTo("default");
            }
        }
    }

    private SourceArchive open(Path file) throws IOException {
        return SourceArchive.open(file, SourceOptions.cachingIn(folder.resolve("cache")));
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void aDistributedDeploymentOfEveryVersionCanBeAssembled(String version) throws IOException {
        TestDeployment deployment = TomlDeployment.in(folder, version);

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.keySet()).containsExactlyInAnyOrderElementsOf(deployment.nodes());
    }

    @Test
    void linesNameThePacksOfAVersion() {
        assertThat(TomlPack.lines("4.4.0")).isEqualTo("  api-manager: wso2am-4.4.0.zip\n");
        assertThat(TomlPack.lines("4.5.0").lines())
                .containsExactly(
                        "  api-manager: wso2am-4.5.0.zip",
                        "  control-plane: wso2am-acp-4.5.0.zip",
                        "  traffic-manager: wso2am-tm-4.5.0.zip",
                        "  gateway: wso2am-universal-gw-4.5.0.zip");
    }

    @Test
    void packsOfPartsHaveTheirOwnScriptsAndNoProfiles() {
        assertThat(TomlPack.of("wso2am-acp-4.7.0").names())
                .contains("wso2am-acp-4.7.0/bin/api-cp.sh", "wso2am-acp-4.7.0/bin/key-manager.sh")
                .doesNotContain("wso2am-acp-4.7.0/bin/api-manager.sh")
                .noneMatch(name -> name.contains("synapse-configs/default/synapse.xml"));
        assertThat(TomlPack.of("wso2am-tm-4.6.0").names())
                .contains("wso2am-tm-4.6.0/bin/traffic-manager.sh")
                .filteredOn(name -> name.contains("/webapps/") && name.endsWith(".war"))
                .hasSize(1);
        assertThat(TomlPack.of3().names()).contains("wso2am-3.2.0/bin/wso2server.sh");
        assertThat(TomlPack.of4().names()).contains("wso2am-4.1.0/bin/api-manager.sh");
    }
}
