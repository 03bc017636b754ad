package io.github.apim.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Keeps the zips that other sources were turned into, one for each source, under the identity of its state. */
final class ImageCache {

    private static final String SUFFIX = ".image.zip";
    private static final int SOURCE_BYTES = 8;
    private static final int IDENTITY_BYTES = 16;

    private final Path directory;
    private final String prefix;

    /**
     * @param directory where the zips are
     * @param source    the file or folder that is turned into a zip
     */
    ImageCache(Path directory, Path source) {
        this.directory = directory;
        byte[] digest = Sha256.start()
                .digest(source.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
        this.prefix = HexFormat.of().formatHex(digest, 0, SOURCE_BYTES) + "-";
    }

    /** Where the zip of this source is, or will be. */
    Path place(SourceImage image) {
        return directory.resolve(prefix + HexFormat.of().formatHex(image.identity(), 0, IDENTITY_BYTES) + SUFFIX);
    }

    /** Turns the source into a zip, unless another thread or process does so first. */
    void make(SourceImage image) throws IOException {
        Files.createDirectories(directory);
        Path place = place(image);
        LockFile lock = LockFile.acquire(place.resolveSibling(place.getFileName() + ".lock"), () -> {});
        try {
            if (!Files.exists(place)) {
                write(image, place);
                deleteOthers(place);
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

    /** Deletes the zips of the source's earlier states: each is about as large as the source. */
    private void deleteOthers(Path place) {
        try (DirectoryStream<Path> images = Files.newDirectoryStream(directory, prefix + "*" + SUFFIX)) {
            for (Path image : images) {
                if (!image.equals(place)) {
                    Files.deleteIfExists(image);
                }
            }
        } catch (IOException | DirectoryIteratorException notNow) {
            // They are only waste; the next build tries again.
            return;
        }
    }
}
