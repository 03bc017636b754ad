package io.github.apim.assembly;

import io.github.apim.manifest.ManifestException;
import io.github.apim.manifest.TarballChecksum;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Bases that no tarball beside them lies over any more: each is about as large as its pack. */
final class UnusedBases {

    private UnusedBases() {}

    /** Deletes those of the folder that a build has written. */
    static void delete(Path folder, OutputFolder output) throws IOException {
        Set<String> used = used(folder);
        try (DirectoryStream<Path> bases = Files.newDirectoryStream(folder, "*" + TarballChecksum.BASE_SUFFIX)) {
            for (Path base : bases) {
                String name = base.getFileName().toString();
                Path state = output.state(name);
                if (!used.contains(name) && Files.isRegularFile(state)) {
                    for (Path file : BaseOutput.of(folder, name).files()) {
                        Files.deleteIfExists(file);
                    }
                    Files.delete(state);
                }
            }
        }
    }

    private static Set<String> used(Path folder) throws IOException {
        Set<String> used = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.tar.gz" + TarballChecksum.SUFFIX)) {
            for (Path file : files) {
                try {
                    TarballChecksum.read(file).base().ifPresent(base -> used.add(base.file()));
                } catch (ManifestException none) {
                    // Somebody has touched it: its node is built again before it is of use.
                    continue;
                }
            }
        }
        return used;
    }
}
