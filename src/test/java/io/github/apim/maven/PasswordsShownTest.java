package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.Assembly;
import io.github.apim.assembly.AssemblyRequest;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build says and writes for everybody does not depend on what a password is. */
class PasswordsShownTest {

    @TempDir
    Path folder;

    /** Of a build: what it logged, and the files that others may read, by their paths. */
    private record Shown(List<String> log, Map<String, String> files) {}

    @Test
    void buildsThatDifferInTheirPasswordsAloneHaveEqualLogsPagesAndSurroundings() throws IOException {
        Shown shortest = build("p");
        Shown longest = build("a much longer <one> & \"quoted\" ".repeat(40));

        assertThat(shortest.files()).containsKey("deployment/index.html").hasSizeGreaterThan(25);
        assertThat(shortest.files().get("deployment/index.html")).contains("10 of 10", "less than 1 MB");
        assertThat(shortest.log()).hasSizeGreaterThan(20);
        assertThat(longest.log()).isEqualTo(shortest.log());
        assertThat(longest.files()).isEqualTo(shortest.files());
    }

    private Shown build(String password) throws IOException {
        Path place = Files.createDirectory(folder.resolve("deployment"));
        TestDeployment deployment = ExampleDeployment.in(place);
        for (String server : List.of("apim-db", "apim-admin", "apim-svn")) {
            deployment.knowing(server, password);
        }
        List<String> lines = new ArrayList<>();
        AssemblyLog log = new AssemblyLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                // How long it took is of no interest, and never twice the same.
                lines.add(line.toString().replaceAll("[0-9.]+ s$", "… s"));
            }

            @Override
            public void warn(CharSequence line) {
                lines.add(line.toString());
            }
        });
        PlanRequest request = deployment.planRequest();
        Surroundings surroundings = new Surroundings(request, deployment.output(), log);
        new Assembly(
                        new AssemblyRequest(
                                surroundings.request(), deployment.output(), Optional.empty(), "test", false),
                        TestDeployment::unresolved,
                        log)
                .run((plan, nodes) -> surroundings.write(plan));
        Shown shown = new Shown(lines, shared(deployment.output()));
        Files.move(place, folder.resolve("moved-" + password.length()));
        return shown;
    }

    private static Map<String, String> shared(Path output) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(output)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                if (Files.getPosixFilePermissions(file).size() > 2) {
                    files.put(
                            output.relativize(file).toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return files;
    }
}
