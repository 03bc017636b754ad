package io.github.apim.overlay;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a node has instead of its pack, and where it came from.
 *
 * @param changes by path
 * @param sources the files that went into it as they were: jars, and the user's own files
 * @param secrets paths of files that hold a password of the descriptor
 */
public record NodeChanges(List<Change> changes, Set<Path> sources, Set<String> secrets) {

    public NodeChanges {
        changes = List.copyOf(changes);
        secrets = Set.copyOf(secrets);
    }
}
