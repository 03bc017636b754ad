package io.github.apim.assembly;

import io.github.apim.archive.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The file of ciphertexts as it is to become.
 *
 * @param made how many of them are new
 */
record CiphertextFile(Path file, byte[] content, long made) {

    /** Everybody may read it, as a file that is committed. */
    private static final String MODE = "rw-r--r--";

    /** Writes it, so that the tarballs that are written next can be made again. */
    void write() throws IOException {
        try {
            WholeFile.write(file, content, MODE);
        } catch (IOException problem) {
            throw new IOException(
                    "writing " + file + ": " + problem.getMessage() + "; it keeps the ciphertexts of this build, without"
                            + " which the next one would give other tarballs; let the build write there, or commit the"
                            + " file that another build has made",
                    problem);
        }
    }

    /** What there is to say of it. */
    String summary() {
        return file.getFileName() + " had no ciphertext for " + made + (made == 1 ? " secret" : " secrets") + ", so new"
                + " ones were made; commit the file, and every build gives the same tarballs";
    }
}
