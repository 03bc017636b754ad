package io.github.apim.family.toml;

import io.github.apim.rules.PlannedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a real pack that are at hand, as those of a node that has changed none. */
record FolderFiles(Path home) implements PlannedFiles {

    @Override
    public Optional<byte[]> read(String path) {
        Path file = home.resolve(path);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InputStream> open(String path) {
        return read(path).map(ByteArrayInputStream::new);
    }

    @Override
    public Object origin(String path) {
        return home.resolve(path);
    }

    @Override
    public List<String> under(String folder) {
        try (Stream<Path> walk = Files.walk(home.resolve(folder))) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> changed() {
        return List.of();
    }
}
