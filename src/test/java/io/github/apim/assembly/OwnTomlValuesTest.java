package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.edit.TomlFile;
import io.github.apim.edit.TomlTraps;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SeededToml;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlDeployment;
import io.github.apim.testing.TomlPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** What the plugin writes into deployment.toml for a sound descriptor of 3.x or 4.x, no rule refuses, and servers can read. */
class OwnTomlValuesTest {

    /** Ten of each version. */
    private static final int TOPOLOGIES = 110;

    /** Some of those topologies are built, too: one of each dozen, so that all versions take turns. */
    private static final int BUILT = 12;

    private static final String FILE = "repository/conf/deployment.toml";

    @TempDir
    static Path folder;

    private static TestDeployment any;

    @BeforeAll
    static void bringPacks() throws IOException {
        for (String version : TomlPack.VERSIONS) {
            for (SmallPack pack : TomlPack.all(version)) {
                pack.toZip(folder);
            }
        }
        any = TomlDeployment.on(folder, "");
    }

    @Test
    void noRuleRefusesAValueThatThePluginMade() throws IOException {
        List<String> refused = new ArrayList<>();
        int nodes = 0;
        for (long seed = 0; seed < TOPOLOGIES; seed++) {
            nodes += check(seed, refused);
        }
        assertThat(refused).isEmpty();
        assertThat(nodes).isGreaterThan(2 * TOPOLOGIES);
    }

    private static int check(long seed, List<String> refused) throws IOException {
        try {
            return deployment(seed).validate().nodes();
        } catch (DeploymentException problem) {
            problem.problems().stream()
                    .filter(found -> found.severity() == Severity.ERROR)
                    .forEach(found -> refused.add("seed " + seed + ", " + SeededToml.version(seed) + ": " + found));
            return 0;
        }
    }

    @Test
    void noFileHasATrapOrSaysAnotherRole() throws IOException {
        for (long seed = 0; seed < TOPOLOGIES; seed += BUILT) {
            for (Map.Entry<String, NodeHome> home : deployment(seed).assemble().entrySet()) {
                String at = "seed " + seed + ", " + SeededToml.version(seed) + ", " + home.getKey();
                byte[] written = home.getValue().bytes(FILE);
                TomlParseResult toml = Toml.parse(new String(written, StandardCharsets.UTF_8));

                assertThat(toml.errors()).as(at).isEmpty();
                assertThat(TomlTraps.of(TomlFile.parse(FILE, written))).as(at).isEmpty();
                assertThat(toml.getString("server.server_role")).as(at).isNotEmpty();
                assertThat(home.getValue().mode(FILE)).as(at).isEqualTo(0600);
            }
        }
    }

    private static TestDeployment deployment(long seed) {
        return any.saying(SeededToml.descriptor(seed))
                .knowing("apim-db", "apim", "db<&>'\"$(secret)")
                .knowing("apim-admin", "operator", "admin-secret")
                .knowing("apim-encryption", "any", TomlDeployment.ENCRYPTION_KEY);
    }
}
