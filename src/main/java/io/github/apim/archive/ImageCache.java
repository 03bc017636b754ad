package io.github.apim.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Keeps the zips that other sources were turned into, each under the identity of its source. */
final class ImageCache {

    private final Path directory;

    ImageCache(Path directory) {
        this.directory = directory;
    }

    /** Where the zip of this source is, or will be. */
    Path place(SourceImage image) {
        return directory.resolve(HexFormat.of().formatHex(image.identity(), 0, 16) + ".image.zip");
    }

    /** Turns the source into a zip, unless another thread or process does so first. */
    void make(SourceImage image) throws IOException {
        Files.createDirectories(directory);
        Path place = place(image);
        LockFile lock = LockFile.acquire(place.resolveSibling(place.getFileName() + ".lock"), () -> {});
        try {
            if (!Files.exists(place)) {
                write(image, place);
            }
        } finally {
            lock.close();
        }
    }

    private void write(SourceImage image, Path place) throws IOException {
        Path temporary = TemporaryFiles.create(directory);
        TemporaryFiles.deleteStale(directory);
        try {
            try (ZipImageWriter zip = new ZipImageWriter(temporary)) {
                image.write(zip);
                zip.finish();
            }
            TemporaryFiles.moveIntoPlace(temporary, place);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
