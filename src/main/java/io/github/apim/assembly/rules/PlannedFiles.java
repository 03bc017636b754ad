package io.github.apim.assembly.rules;

import java.util.List;
import java.util.Optional;

/** The files of a node as they will be; paths are below the product's home, with {@code /}. */
public interface PlannedFiles {

    /** The content of a file, empty if there is none of that path. */
    Optional<byte[]> read(String path);

    /** The paths below a folder, at any depth, sorted. */
    List<String> under(String folder);

    /** The paths at which the node differs from its pack, sorted. */
    List<String> changed();
}
