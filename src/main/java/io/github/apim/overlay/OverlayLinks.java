package io.github.apim.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells of links that lead out of a folder of the user's files: they are followed, but whoever can bring a link into the
 * folder chooses by it which file of this machine goes to the others.
 */
final class OverlayLinks {

    private final Path folder;
    private final Path real;

    OverlayLinks(Path folder) throws IOException {
        this.folder = folder;
        this.real = folder.toRealPath();
    }

    /** What to say of a file or folder if it is such a link itself. */
    Optional<String> warning(Path file) throws IOException {
        if (!Files.isSymbolicLink(file) || !Files.exists(file)) {
            return Optional.empty();
        }
        Path target = file.toRealPath();
        return target.startsWith(real)
                ? Optional.empty()
                : Optional.of(file + " is a link to " + target + ", which is outside of " + folder
                        + "; its content goes into the tarball. Copy the file, or remove the link if it is not yours");
    }
}
