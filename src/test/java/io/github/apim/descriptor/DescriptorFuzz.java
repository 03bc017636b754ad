package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.apim.deployment.DeploymentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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

    @MethodSource("descriptors")
    @FuzzTest
    void isReadOrItsProblemsAreListed(byte[] descriptor) throws IOException {
        Path folder = Files.createTempDirectory("fuzz");
        try {
            new Descriptors(folder).read(new Descriptors(folder).write(descriptor));
        } catch (DeploymentException refused) {
            assertThat(refused.problems()).isNotEmpty();
            assertThat(refused.getMessage())
                    .contains("deployment.yaml:")
                    .doesNotContain("db-secret", "admin-secret", "svn-secret");
        } finally {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
