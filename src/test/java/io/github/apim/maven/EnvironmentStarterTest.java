package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.DeploymentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of environments that a user starts with. */
class EnvironmentStarterTest {

    @TempDir
    Path folder;

    @Test
    void aFileForEachEnvironmentAndOneSchemaAreWritten() throws IOException {
        Path descriptor = folder.resolve("deployment.yaml");

        List<Path> written =
                EnvironmentStarter.of(descriptor, "staging,production").write();

        assertThat(written)
                .containsExactly(
                        folder.resolve("environments/staging.yaml"),
                        folder.resolve("environments/production.yaml"),
                        folder.resolve("environment.schema.json"));
        assertThat(written.get(0))
                .content()
                .startsWith("# yaml-language-server: $schema=../environment.schema.json\n")
                .contains("What staging has otherwise than deployment.yaml")
                .doesNotContain("NAME", "DESCRIPTOR");
    }

    @Test
    void whatIsWrittenSaysNothingUntilItsLinesAreMadeToCount() throws IOException {
        Path descriptor = Files.writeString(folder.resolve("deployment.yaml"), Starter.DISTRIBUTED.descriptor());
        Path file = EnvironmentStarter.of(descriptor, "staging").write().get(0);
        Deployment alone = read(descriptor, Environment.NONE);
        Environment staging = new Environment(List.of("staging"));
        assertThat(read(descriptor, staging).nodes()).isEqualTo(alone.nodes());

        String text = Files.readString(file);
        int blank = text.indexOf("\n\n");
        Files.writeString(file, text.substring(0, blank) + text.substring(blank).replace("\n# ", "\n"));

        Deployment counting = read(descriptor, staging);
        assertThat(counting.databases().url()).contains("db.staging.internal");
        assertThat(counting.nodes()).extracting(Node::name).doesNotContain("gateway-worker-2");
    }

    @Test
    void aFileThatIsThereStaysAndNothingIsWritten() throws IOException {
        Path descriptor = folder.resolve("deployment.yaml");
        EnvironmentStarter.of(descriptor, "production").write();

        assertThatThrownBy(() -> EnvironmentStarter.of(descriptor, "staging,production"))
                .isInstanceOf(IllegalParameterException.class)
                .hasMessageContaining("production.yaml is there already and stays as it is");
        assertThat(folder.resolve("environments/staging.yaml")).doesNotExist();
    }

    @Test
    void nothingIsWrittenWhereNothingIsAskedFor() throws IOException {
        EnvironmentStarter starter = EnvironmentStarter.of(folder.resolve("deployment.yaml"), null);

        assertThat(starter.isWanted()).isFalse();
        assertThat(starter.write()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private static Deployment read(Path descriptor, Environment environment) throws IOException {
        return new DeploymentReader(name -> Optional.empty(), id -> Optional.of(new Credentials("u", new Secret("p"))))
                .read(descriptor, environment)
                .deployment();
    }
}
