package io.github.apim.archive;

import java.nio.file.Path;

/** What an added entry holds. */
public sealed interface Content {

    /** A file of these bytes, which must not change afterwards. */
    record Bytes(byte[] bytes) implements Content {}

    /** A copy of a regular file, read when the archive is written. */
    record File(Path path) implements Content {}

    /** A directory. */
    record Directory() implements Content {}

    /** A symbolic link; a relative target starts from the entry's folder. */
    record SymbolicLink(String target) implements Content {}
}
