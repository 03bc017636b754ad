package io.github.apim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each package says what it is for. */
class PackagesTest {

    private static final Path SOURCES = Project.folder().resolve("src/main/java");

    @Test
    void everyPackageSaysInASentenceWhatItIsFor() throws IOException {
        List<Path> packages = packages();

        assertThat(packages).hasSizeGreaterThan(15).allSatisfy(folder -> {
            Path description = folder.resolve("package-info.java");
            assertThat(description).exists();
            assertThat(Files.readString(description))
                    .matches("(?s)/\\*\\*\\s[^/]*[A-Z][^/]{20,}\\.\\s+\\*/\\s*package "
                            + SOURCES.relativize(folder).toString().replace('/', '.') + ";\\s*");
        });
    }

    /** Folders that hold classes. */
    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
