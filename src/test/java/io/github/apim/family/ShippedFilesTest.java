package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.IdentityServerPacks;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The files that a pack ships, brought by the user, become what they become without: on identity servers and BAM. Of API
 * Manager see {@link OwnFilesTest}.
 */
@Needs
class ShippedFilesTest extends IdentityServerHarness {

    /** Those that users change most often; whatever else the plugin sets something in is laid, too. */
    private static final List<String> ALWAYS =
            List.of(CONF + "registry.xml", CONF + "carbon.xml", CONF + "axis2/axis2.xml", USERS);

    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void anIdentityServersOwnFilesLaidOverItAreWhatThePackHas(IdentityServerPacks pack) throws IOException {
        assertChangesNothing(deployment(pack.changed()), identityServer(), "is");
    }

    @ParameterizedTest
    @EnumSource(IdentityServerPacks.class)
    void theFilesOfAnIdentityServerThatIsTheKeyManagerLaidOverItAreWhatThePackHas(IdentityServerPacks pack)
            throws IOException {
        assertChangesNothing(keyManager(pack), identityServer(), "is");
    }

    /** The project's own small pack has but two of the files. */
    @Test
    @Needs(Need.REAL_PACKS)
    void bamsOwnFilesLaidOverItAreWhatThePackHas() throws IOException {
        Path bam = TestPacks.REAL_CONFIGURATION.bam();
        TestDeployment deployment = DistributedDeployment.in(folder, TestPacks.SMALL)
                .with("bam: wso2bam-2.5.0.zip", "bam: \"" + bam + "\"");
        assertChangesNothing(deployment, bam, "bam");
    }

    private Path identityServer() {
        return folder.resolve("packs").resolve(SmallPack.IDENTITY_SERVER + ".zip");
    }

    private void assertChangesNothing(TestDeployment deployment, Path pack, String node) throws IOException {
        NodeHome expected =
                deployment.assemble(DistributedDeployment.node(node)).get(node);
        List<String> warnings = List.copyOf(deployment.warnings());
        List<String> laid = lay(pack, expected, node);

        NodeHome found = deployment.assemble(DistributedDeployment.node(node)).get(node);

        assertThat(laid).containsAll(ALWAYS).hasSizeGreaterThan(ALWAYS.size());
        assertThat(deployment.warnings()).isEqualTo(warnings);
        assertThat(withoutManifest(found)).isEqualTo(withoutManifest(expected));
        for (String path : withoutManifest(expected)) {
            assertThat(found.mode(path)).as(path).isEqualTo(expected.mode(path));
        }
        for (String path : expected.filePaths()) {
            if (!isOfManifest(path)) {
                assertThat(found.bytes(path)).as(path).isEqualTo(expected.bytes(path));
            }
        }
    }

    /** Lays all XML files of the pack that are not in the home as they are, and those that are to be laid always. */
    private List<String> lay(Path pack, NodeHome home, String node) throws IOException {
        List<String> laid = new ArrayList<>();
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (!path.endsWith(".xml") || !home.has(path)) {
                    continue;
                }
                byte[] shipped;
                try (InputStream in = zip.getInputStream(entry)) {
                    shipped = in.readAllBytes();
                }
                if (ALWAYS.contains(path) || !Arrays.equals(shipped, home.bytes(path))) {
                    Path file = folder.resolve("overlays").resolve(node).resolve(path);
                    Files.createDirectories(file.getParent());
                    Files.write(file, shipped);
                    laid.add(path);
                }
            }
        }
        return laid;
    }

    private static List<String> withoutManifest(NodeHome home) {
        return home.paths().stream().filter(path -> !isOfManifest(path)).toList();
    }

    /** The manifest says who had a hand in a file. */
    private static boolean isOfManifest(String path) {
        return path.startsWith(".apim");
    }
}
