package io.github.apim.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** A cache of the zips that other sources were converted to, one for each source, keyed by its fingerprint. */
final class ImageCache {

    private static final String SUFFIX = ".image.zip";
    private static final int SOURCE_BYTES = 8;
    private static final int IDENTITY_BYTES = 16;

    private final CacheFolder folder;
    private final String prefix;

    /**
     * @param folder where the zips are
     * @param source the file or folder that is turned into a zip
     */
    ImageCache(CacheFolder folder, Path source) {
        this.folder = folder;
        byte[] digest = Sha256.start()
                .digest(source.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
        this.prefix = HexFormat.of().formatHex(digest, 0, SOURCE_BYTES) + "-";
    }

    private String name(SourceImage image) {
        return prefix + HexFormat.of().formatHex(image.identity(), 0, IDENTITY_BYTES) + SUFFIX;
    }

    /** The cached zip of this source, if it exists and is trusted. */
    Optional<Path> find(SourceImage image) throws IOException {
        return folder.find(name(image));
    }

    /** Converts the source to a zip, unless another thread or process has done so first; returns its path. */
    Path make(SourceImage image) throws IOException {
        folder.make();
        Path place = folder.place(name(image));
        LockFile lock = LockFile.acquire(place.resolveSibling(place.getFileName() + ".lock"), () -> {});
        try {
            if (find(image).isEmpty()) {
                writeWhole(image, place);
                deleteOthers(place);
            }
        } finally {
            lock.close();
        }
        return place;
    }

    /** Turns the source into a zip that has no name any more: nobody can put another one in its place. */
    static FileChannel makeNameless(SourceImage image) throws IOException {
        Path temporary = Files.createTempFile("apim-", SUFFIX);
        try {
            write(image, temporary);
            return FileChannel.open(temporary);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(SourceImage image, Path file) throws IOException {
        try (ZipImageWriter zip = new ZipImageWriter(file)) {
            image.write(zip);
            zip.finish();
        }
    }

    private static void writeWhole(SourceImage image, Path place) throws IOException {
        Path temporary = TemporaryFiles.create(place.getParent());
        TemporaryFiles.deleteStale(place.getParent());
        try {
            write(image, temporary);
            TemporaryFiles.moveIntoPlace(temporary, place);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Deletes the zips of the source's earlier states: each is about as large as the source. */
    private void deleteOthers(Path place) {
        try (DirectoryStream<Path> images = Files.newDirectoryStream(place.getParent(), prefix + "*" + SUFFIX)) {
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
