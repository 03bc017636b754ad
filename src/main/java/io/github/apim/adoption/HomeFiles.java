package io.github.apim.adoption;

import io.github.apim.manifest.HomeTree;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.rules.PlannedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A home's files, to be read as those of a planned node are; each is fetched once. */
final class HomeFiles implements PlannedFiles {

    private final HomeTree tree;
    private final Map<String, byte[]> read = new HashMap<>();

    HomeFiles(HomeTree tree) {
        this.tree = tree;
    }

    @Override
    public Optional<byte[]> read(String path) {
        HomeTree.Item item = tree.items().get(path);
        if (item == null || item.type() != Type.FILE) {
            return Optional.empty();
        }
        return Optional.of(read.computeIfAbsent(path, this::fetched));
    }

    private byte[] fetched(String path) {
        try {
            return tree.read(path);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    public Optional<InputStream> open(String path) {
        return read(path).map(ByteArrayInputStream::new);
    }

    @Override
    public Object origin(String path) {
        return List.of(tree, path);
    }

    @Override
    public List<String> under(String folder) {
        return tree.items().keySet().stream()
                .filter(path -> path.startsWith(folder + "/"))
                .toList();
    }

    @Override
    public List<String> changed() {
        return List.of();
    }
}
