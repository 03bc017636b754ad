package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a descriptor holds, it is read or its problems are listed, each with its place. */
class DescriptorFuzz {

    static Stream<byte[]> descriptors() {
        return Stream.of(
                        Descriptors.SHORTEST,
                        Descriptors.SHORTEST.replace("apim-db", "&it apim-db") + "admin: { credentials: *it }\n",
                        Descriptors.resource("every-key.yaml"),
                        Descriptors.resource("distributed.yaml"))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** As a descriptor, and as a layer over one. */
    @MethodSource("descriptors")
    @FuzzTest
    void isReadOrItsProblemsAreListed(byte[] yaml) throws IOException {
        Path folder = Files.createTempDirectory("fuzz");
        Descriptors descriptors = new Descriptors(folder);
        try {
            read(descriptors, descriptors.write(yaml), Environment.NONE);
            Files.write(Files.createDirectory(folder.resolve("environments")).resolve("layer.yaml"), yaml);
            read(descriptors, descriptors.write(Descriptors.SHORTEST), new Environment(List.of("layer")));
        } finally {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void read(Descriptors descriptors, Path file, Environment environment) {
        try {
            descriptors.read(file, environment);
        } catch (DeploymentException refused) {
            assertThat(refused.problems()).isNotEmpty();
            assertThat(refused.getMessage())
                    .containsPattern("(deployment|layer)\\.yaml:")
                    .doesNotContain("db-secret", "admin-secret", "svn-secret");
        }
    }
}
