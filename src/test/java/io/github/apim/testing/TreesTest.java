package io.github.apim.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings show everything that matters of a file, and differences show both sides. */
class TreesTest {

    @TempDir
    Path folder;

    @Test
    void aFolderIsListedWithModeSizeChecksumPathAndTarget() throws IOException {
        Files.setPosixFilePermissions(
                Files.createDirectory(folder.resolve("b")), PosixFilePermissions.fromString("rwxr-x---"));
        Files.writeString(folder.resolve("b/a file"), "abc");
        Files.setPosixFilePermissions(folder.resolve("b/a file"), PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));

        assertThat(Trees.folder(folder))
                .containsExactly(
                        "120777 0 - a -> b",
                        "040750 0 - b/",
                        "100600 3 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad b/a file");
    }

    @Test
    void aDifferenceShowsTheLinesOfBothSidesByPath() {
        List<String> first = List.of("100644 1 aa a", "100644 1 bb b", "100644 1 cc c");
        List<String> second = List.of("100644 1 aa a", "100755 1 bb b", "100644 1 dd d");

        assertThat(Trees.diff(first, second))
                .containsExactly("- 100644 1 bb b", "+ 100755 1 bb b", "- 100644 1 cc c", "+ 100644 1 dd d");
        assertThat(Trees.diff(first, first)).isEmpty();
    }
}
