package io.github.apim.rules;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of a node as they will be; paths are below the product's home, with {@code /}. */
public interface PlannedFiles {

    /** The content of a file, empty if there is none of that path. */
    Optional<byte[]> read(String path);

    /** The content of a file that may be large, empty if there is none of that path. */
    Optional<InputStream> open(String path);

    /** What a file's content comes from; equal for two files, of any nodes, only if their contents are. */
    Object origin(String path);

    /** Where the file lies that the user brings here, whole; empty if the user brings none. */
    default Optional<Path> ownFile(String path) {
        return Optional.empty();
    }

    /** The paths below a folder, at any depth, sorted. */
    List<String> under(String folder);

    /** The paths at which the node differs from its pack, sorted. */
    List<String> changed();
}
