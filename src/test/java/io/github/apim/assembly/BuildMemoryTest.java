package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.ArtifactReference.Coordinates;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is done again only as long as every question has the answer it had. */
class BuildMemoryTest {

    private static final Coordinates DRIVER = new Coordinates("g", "a", "jar", "", "1");

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>(Map.of("a", "1"));
    private final Map<String, Credentials> servers =
            new HashMap<>(Map.of("db", new Credentials("user", new Secret("hidden"))));
    private Path descriptor;
    private Path overlays;
    private Path jar;
    private Path output;

    @BeforeEach
    void build() throws IOException {
        descriptor = Files.writeString(folder.resolve("deployment.yaml"), "a");
        overlays = Files.createDirectories(folder.resolve("overlays/all/bin"));
        Files.writeString(overlays.resolve("own.sh"), "a");
        jar = Files.writeString(folder.resolve("driver.jar"), "a");
        output =
                Files.writeString(Files.createDirectories(folder.resolve("out")).resolve("node.tar.gz"), "a");
        Answers answers = answers();
        answers.watch(descriptor);
        answers.watch(folder.resolve("overlays"));
        answers.watch(folder.resolve("absent"));
        answers.properties().lookup("a");
        answers.properties().lookup("b");
        answers.credentials().lookup("db");
        answers.artifacts().resolve(DRIVER);
        memory("x")
                .keep(
                        answers,
                        List.of("node"),
                        List.of(output),
                        List.of("two\nlines \\ of warning"),
                        List.of("accepted"));
    }

    @Test
    void aBuildIsRecalledWithItsNodesAndItsWarnings() throws IOException {
        assertThat(recalled())
                .contains(new BuildMemory.Unchanged(
                        List.of("node"), List.of("two\nlines \\ of warning"), List.of("accepted")));
    }

    @Test
    void otherParametersAreAnotherBuild() throws IOException {
        assertThat(memory("y").recall(answers())).isEmpty();
    }

    @Test
    void aChangedPasswordIsAChange() throws IOException {
        servers.put("db", new Credentials("user", new Secret("other")));

        assertThat(recalled()).isEmpty();
    }

    @Test
    void aServerThatIsGoneIsAChange() throws IOException {
        servers.clear();

        assertThat(recalled()).isEmpty();
    }

    @Test
    void aPropertyThatIsSetNowIsAChange() throws IOException {
        properties.put("b", "2");

        assertThat(recalled()).isEmpty();
    }

    @Test
    void aChangedFileOrModeOrNewFileIsAChange() throws IOException {
        Files.writeString(overlays.resolve("own.sh"), "bb");
        assertThat(recalled()).isEmpty();
        build();
        Files.setPosixFilePermissions(overlays.resolve("own.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(recalled()).isEmpty();
        build();
        Files.createDirectory(overlays.resolve("new"));
        assertThat(recalled()).isEmpty();
        build();
        Files.writeString(folder.resolve("absent"), "a");
        assertThat(recalled()).isEmpty();
    }

    @Test
    void aChangedArtifactIsAChangeAndOneThatCannotBeResolvedTooIs() throws IOException {
        Files.writeString(jar, "bb");
        assertThat(recalled()).isEmpty();
        Files.delete(jar);
        assertThat(recalled()).isEmpty();
    }

    @Test
    void anOutputThatIsMissingOrWasTouchedIsAChange() throws IOException {
        Files.writeString(output, "bb");
        assertThat(recalled()).isEmpty();
        Files.delete(output);
        assertThat(recalled()).isEmpty();
    }

    @Test
    void whatIsRememberedHoldsNoPasswordAndADamagedMemoryCountsAsNone() throws IOException {
        Path memory;
        try (var files = Files.list(folder.resolve("out/.state"))) {
            memory = files.findFirst().orElseThrow();
        }
        assertThat(Files.readString(memory)).doesNotContain("hidden").contains("CREDENTIALS\tdb");
        assertThat(Files.getPosixFilePermissions(memory)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Files.writeString(memory, "");
        assertThat(recalled()).isEmpty();
        Files.writeString(memory, "apim build memory 1\nx\ny\nNONSENSE\tz\nbroken\n");
        assertThat(recalled()).isEmpty();
    }

    private Optional<BuildMemory.Unchanged> recalled() throws IOException {
        return memory("x").recall(answers());
    }

    private BuildMemory memory(String parameters) {
        return new BuildMemory(folder.resolve("out"), List.of(parameters));
    }

    private Answers answers() {
        return new Answers(
                name -> Optional.ofNullable(properties.get(name)),
                id -> Optional.ofNullable(servers.get(id)),
                coordinates -> {
                    if (Files.exists(jar)) {
                        return jar;
                    }
                    throw new IOException(coordinates + " is not there");
                });
    }
}
