package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.AssembledNode;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.testing.Project;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import io.github.apim.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole homes, byte for byte, as they were built before: what is moved about in the plugin's own sources changes nothing
 * that servers read. After a change that is meant, {@code -Dapim.writeGoldens} writes the listings anew, and the diff of
 * the commit shows which files of which nodes it reaches.
 */
class ReproducedHomesTest {

    /** Keys are made for each test, and the manifest holds the checksums of packs, which each Java deflates in its way. */
    private static final Pattern NOT_REPRODUCED =
            Pattern.compile("repository/resources/security/[^/]+\\.jks|\\.apim/.*|.*\\.jar|.*\\.tbox");

    @TempDir
    Path folder;

    @Test
    void theWholeDeploymentIsWhatItWas() throws IOException {
        assertAsListed("whole-deployment", WholeDeployment.in(folder, TestPacks.SMALL));
    }

    @Test
    void theWholeDeploymentOverThriftIsWhatItWas() throws IOException {
        String oneKeyManager = WholeDeployment.DESCRIPTOR.replaceFirst("(?m)^  key-manager-2:.*\\n", "");

        assertAsListed(
                "whole-deployment-over-thrift",
                WholeDeployment.of(folder, TestPacks.SMALL, oneKeyManager + "key-validation: thrift\n"));
    }

    @Test
    void theQuickStartIsWhatItWas() throws IOException {
        String descriptor = Files.readString(Project.folder().resolve("src/it/quickstart/deployment.yaml"));

        assertAsListed(
                "quickstart",
                TestDeployment.in(folder, TestPacks.SMALL.zip(), descriptor)
                        .property("apim.database.password", "database-secret")
                        .with(
                                "../../test/packs/wso2am-1.9.0",
                                TestPacks.SMALL.zip().toAbsolutePath().toString())
                        .with("mysql:mysql-connector-java:5.1.49", "mysql-connector-java-5.1.49.jar"));
    }

    private static void assertAsListed(String name, TestDeployment deployment) throws IOException {
        Path golden =
                Project.folder().resolve("src/test/resources/goldens/homes").resolve(name);
        List<AssembledNode> nodes = deployment.run(NodeSelection.ALL, 2);
        Set<String> listed = new TreeSet<>();
        for (AssembledNode node : nodes) {
            String file = node.plan().node().name() + ".txt";
            listed.add(file);
            String listing = String.join("\n", listing(node.tarball())) + "\n";
            if (System.getProperty("apim.writeGoldens") != null) {
                Files.createDirectories(golden);
                Files.writeString(golden.resolve(file), listing);
            }
            assertThat(listing).as(name + "/" + file).isEqualTo(Files.readString(golden.resolve(file)));
        }
        assertThat(golden.toFile().list()).containsExactlyInAnyOrderElementsOf(listed);
    }

    /** Mode, size, SHA-256 and path of every entry, the contents of some left out. */
    private static List<String> listing(Path tarball) throws IOException {
        return Trees.tarGz(tarball).stream()
                .map(ReproducedHomesTest::reproduced)
                .toList();
    }

    private static String reproduced(String line) {
        String[] fields = line.split(" ", 4);
        String below = fields[3].substring(fields[3].indexOf('/') + 1);
        return NOT_REPRODUCED.matcher(below).matches() ? fields[0] + " * * " + fields[3] : line;
    }
}
