package io.github.apim.keys;

import io.github.apim.archive.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that are made: collected first, so that a mistake leaves none of them, and for nobody but their owner. */
final class KeyFiles {

    private static final String MODE = "rw-------";
    private static final String FOLDER_MODE = "rwx------";

    /** What keeps a new folder with private keys out of a repository. */
    private static final String IGNORED = ".gitignore";

    private final Map<Path, byte[]> contents = new LinkedHashMap<>();

    void add(Path file, byte[] content) {
        contents.put(file, content);
    }

    /** Whether it will be made, or made anew. */
    boolean has(Path file) {
        return contents.containsKey(file);
    }

    void write() throws IOException {
        for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
            makeFolder(file.getKey().toAbsolutePath().getParent());
            WholeFile.write(file.getKey(), file.getValue(), MODE);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER_MODE)));
        } else {
            Files.createDirectories(folder);
        }
        WholeFile.write(folder.resolve(IGNORED), "*\n".getBytes(StandardCharsets.US_ASCII), MODE);
    }
}
