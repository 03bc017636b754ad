package io.github.apim.family.istoml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.TomlFile;
import io.github.apim.edit.TomlTraps;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.Project;
import io.github.apim.testing.RealPacks;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an identity server is told as the key manager of each version of API Manager, on the real files: those of WSO2's
 * packs with the API Manager's features, and those of its samples for 4.x. {@code -Dapim.writeGoldens} writes them anew.
 */
@Needs(Need.REAL_PACKS)
class IdentityServerGenerationsTest {

    private static final String TOML = "repository/conf/deployment.toml";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"3.0.0, 5.9.0", "3.1.0, 5.10.0", "3.2.0, 5.10.0"})
    void packsWithTheFeaturesOfApiManager(String version, String server) throws IOException {
        Path shipped = RealPacks.folder().resolve("wso2is-km-" + server).resolve(TOML);

        told(version, server, KeyManagerDeployment.builtIn(server, Files.readString(shipped)));
    }

    @ParameterizedTest
    @CsvSource({
        "4.0.0, 5.11.0",
        "4.1.0, 5.11.0",
        "4.2.0, 5.11.0",
        "4.3.0, 6.1.0",
        "4.4.0, 6.1.0",
        "4.5.0, 6.1.0",
        "4.6.0, 6.1.0",
        "4.7.0, 6.1.0"
    })
    void plainPacksWithTheConnector(String version, String server) throws IOException {
        Path shipped = RealPacks.folder()
                .resolve("wso2is-km-for-apim-4")
                .resolve(version)
                .resolve("is-as-km.deployment.toml");

        told(version, server, TomlPack.identityServer(server, Files.readString(shipped)));
    }

    private void told(String version, String server, SmallPack pack) throws IOException {
        KeyManagerDeployment.operations(folder);
        TestDeployment deployment =
                KeyManagerDeployment.of(folder, version, pack, server, KeyManagerDeployment.CONNECTOR);
        if (version.startsWith("3.")) {
            SmallPack.realToml("wso2am-" + version, "wso2server.sh").toZip(folder);
        }
        NodeHome home = deployment.assemble().get("identity");
        String found = new String(home.bytes(TOML), StandardCharsets.UTF_8);
        Path golden = Project.folder()
                .resolve("src/test/resources/goldens/wso2is")
                .resolve(server)
                .resolve("key-manager-of-" + version + ".toml");
        if (System.getProperty("apim.writeGoldens") != null) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, found);
        }
        assertThat(home.mode(TOML)).isEqualTo(0600);
        assertThat(TomlTraps.of(TomlFile.parse(TOML, found.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(found).as(golden.toString()).isEqualTo(Files.readString(golden));
    }
}
