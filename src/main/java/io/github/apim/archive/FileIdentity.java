package io.github.apim.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/**
 * The fingerprint of a file's metadata, by which an unchanged file is recognized without reading it.
 *
 * <p>The modification time can be set by anybody who may write to the file; the change time (ctime) only by the system.
 *
 * @param path     absolute
 * @param size     bytes
 * @param modified as finely as the file system has it
 * @param changed  when content, mode, owner or name were changed last; empty where the system does not tell
 * @param key      the file system's own identity of the file, or {@code null} as text
 */
public record FileIdentity(Path path, long size, FileTime modified, Optional<FileTime> changed, String key) {

    /** The identity of a file or folder that is there. */
    public static FileIdentity of(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        if (UnixFiles.areKnown(file)) {
            Map<String, Object> attributes = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,fileKey");
            return new FileIdentity(
                    absolute,
                    (Long) attributes.get("size"),
                    (FileTime) attributes.get("lastModifiedTime"),
                    Optional.of((FileTime) attributes.get("ctime")),
                    String.valueOf(attributes.get("fileKey")));
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileIdentity(
                absolute,
                attributes.size(),
                attributes.lastModifiedTime(),
                Optional.empty(),
                String.valueOf(attributes.fileKey()));
    }

    /** All of this but the path, as one word. */
    public String look() {
        return String.join(
                "/",
                Long.toString(size),
                modified.toInstant().toString(),
                changed.map(time -> time.toInstant().toString()).orElse(""),
                key);
    }

    /** Adds this to what a cached result is known by. */
    public void update(MessageDigest digest) {
        digest.update((path + "\0" + look() + "\0").getBytes(StandardCharsets.UTF_8));
    }
}
