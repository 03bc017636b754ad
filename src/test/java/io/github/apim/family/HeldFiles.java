package io.github.apim.family;

import io.github.apim.rules.PlannedFiles;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Planned files that a test holds in memory, and those of them that it has changed. */
public record HeldFiles(TreeMap<String, byte[]> files, Set<String> changes) implements PlannedFiles {

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public Optional<InputStream> open(String path) {
        return read(path).map(ByteArrayInputStream::new);
    }

    @Override
    public Object origin(String path) {
        return files.get(path);
    }

    @Override
    public List<String> under(String folder) {
        return List.copyOf(files.subMap(folder + "/", folder + "0").keySet());
    }

    @Override
    public List<String> changed() {
        return changes.stream().sorted().toList();
    }
}
