package io.github.apim.descriptor;

import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.ArtifactReference.Coordinates;
import io.github.apim.deployment.ArtifactReference.LocalPath;
import io.github.apim.deployment.ArtifactReference.Pinned;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Tells Maven coordinates from paths, and resolves paths against the folder of the descriptor. */
final class ArtifactReferences {

    private final Path folder;
    private final Problems problems;

    ArtifactReferences(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * The reference that a text means: coordinates if it has three to five parts and no slash, else a path.
     *
     * @param extension what coordinates of three parts leave out
     */
    ArtifactReference of(Value.Text value, String extension) {
        return Formats.COORDINATES.pattern().matcher(value.text()).matches()
                ? coordinates(value, extension)
                : new LocalPath(path(value));
    }

    /** The reference that a value means: a text, or a mapping with what the file must be. */
    ArtifactReference of(Value value, String extension) {
        if (value instanceof Value.Text brief) {
            return of(brief, extension);
        }
        Value.Fields full = (Value.Fields) value;
        String sha256 = full.string("sha256").toLowerCase(Locale.ROOT);
        return new Pinned(place(full, extension), sha256);
    }

    /** What stands under {@code artifact} or {@code path}, of which the check has found one. */
    ArtifactReference place(Value.Fields full, String extension) {
        return full.text("artifact")
                .<ArtifactReference>map(text -> coordinates(text, extension))
                .orElseGet(() -> new LocalPath(path(full.text("path").orElseThrow())));
    }

    /** Coordinates: {@code group:artifact:version}, or as {@link Formats#COORDINATES} says. */
    Coordinates coordinates(Value.Text value, String extension) {
        String[] parts = value.text().split(":", -1);
        return switch (parts.length) {
            case 3 -> new Coordinates(parts[0], parts[1], extension, "", parts[2]);
            case 4 -> new Coordinates(parts[0], parts[1], parts[2], "", parts[3]);
            default -> new Coordinates(parts[0], parts[1], parts[2], parts[3], parts[4]);
        };
    }

    /** The absolute path; the folder itself, and a problem, if this file system cannot have such a path. */
    Path path(Value.Text value) {
        try {
            return folder.resolve(value.text()).normalize();
        } catch (InvalidPathException e) {
            // Also what a JVM in the POSIX locale says to letters outside of ASCII.
            problems.error(value.location(), value.path(), "this system cannot have such a path: " + e.getReason());
            return folder;
        }
    }
}
