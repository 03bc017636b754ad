package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.ShellFile;
import io.github.apim.testing.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvnCompanionTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/..", "/../etc", "/repos/../../etc", "/repos/./x", "/repos/.."})
    void aPathThatLeadsOutOfTheFolderOfAllRepositoriesIsRefusedBeforeAnythingIsMade(String path) throws Exception {
        Path script = folder.resolve("create-repository.sh");
        Files.write(
                script,
                ShellFile.parse(
                                "create-repository.sh",
                                Templates.text("svn/create-repository.sh").getBytes(StandardCharsets.UTF_8))
                        .set("REPOSITORY_PATH", path)
                        .bytes());
        Path root = Files.createDirectory(folder.resolve("root"));

        Command.Result result = new Command(folder, Duration.ofMinutes(1))
                .run(List.of("sh", script.toString(), root.resolve("svn").toString()));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("the URL's path leads out of the folder of all repositories");
        assertThat(root).isEmptyDirectory();
    }
}
