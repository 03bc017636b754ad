package io.github.apim.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;

/**
 * What tells whether a file is still the one it was, without reading it.
 *
 * @param path     absolute
 * @param size     bytes
 * @param modified as finely as the file system has it
 * @param key      the file system's own identity of the file, or {@code null} as text
 */
public record FileIdentity(Path path, long size, FileTime modified, String key) {

    /** The identity of a file or folder that is there. */
    public static FileIdentity of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileIdentity(
                file.toAbsolutePath().normalize(),
                attributes.size(),
                attributes.lastModifiedTime(),
                String.valueOf(attributes.fileKey()));
    }

    /** Adds this to what a cached result is known by. */
    public void update(MessageDigest digest) {
        String text = String.join(
                "\0", path.toString(), Long.toString(size), modified.toInstant().toString(), key, "");
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
