package io.github.apim.assembly.diff;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A node's home at some time. */
interface HomeState {

    /** What is at a path, if anything. */
    Optional<FileState> find(String path) throws IOException;

    /** The paths in which this may differ from the pack. */
    Set<String> touched();
}
