package io.github.apim.assembly.diff;

import io.github.apim.archive.FileDigests;
import io.github.apim.manifest.ManifestFile.Type;
import java.util.Optional;

/**
 * What there is at a path.
 *
 * @param content of a file, if it is at hand
 * @param sha256  of a file, if the content is not at hand
 */
record FileState(Type type, int mode, Optional<byte[]> content, Optional<String> sha256) {

    static FileState file(int mode, byte[] content) {
        return new FileState(Type.FILE, mode, Optional.of(content), Optional.empty());
    }

    static FileState other(Type type, int mode) {
        return new FileState(type, mode, Optional.empty(), Optional.empty());
    }

    static FileState hashed(int mode, String sha256) {
        return new FileState(Type.FILE, mode, Optional.empty(), Optional.of(sha256));
    }

    /** SHA-256 of a file, empty for what is none. */
    String digest() {
        return sha256.or(() -> content.map(FileDigests::sha256)).orElse("");
    }

    boolean isLike(FileState other) {
        return type == other.type && (type == Type.LINK || mode == other.mode) && digest().equals(other.digest());
    }

    /** Whether a person can read it: a file at hand without a zero byte near its start. */
    boolean isText() {
        if (content.isEmpty()) {
            return false;
        }
        byte[] bytes = content.get();
        for (int i = 0; i < Math.min(bytes.length, 8000); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return true;
    }
}
