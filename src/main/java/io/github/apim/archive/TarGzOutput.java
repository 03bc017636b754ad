package io.github.apim.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * One tar.gz to write: the source without some entries, followed by others.
 *
 * @param file    where to; must not exist yet
 * @param omitted names of source entries to leave out; names that the source does not have are ignored, and a
 *                directory's name leaves out only its own entry, not what is below
 * @param added   what follows, in this order; parent directories are the caller's to add
 */
public record TarGzOutput(Path file, Set<String> omitted, List<AddedEntry> added) {

    public TarGzOutput {
        omitted = Set.copyOf(omitted);
        added = List.copyOf(added);
    }
}
