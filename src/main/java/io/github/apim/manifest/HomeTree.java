package io.github.apim.manifest;

import io.github.apim.manifest.ManifestFile.Type;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a node's home holds, unpacked here or elsewhere, or still in its tarball, by paths below the home. */
public interface HomeTree {

    /** A file, folder or link that is there. */
    record Item(Type type, int mode, long size) {}

    Map<String, Item> items();

    /**
     * The content of a file that is there, for those that are small.
     *
     * @throws ManifestException if it is larger than {@link Manifest#MOST_BYTES}
     */
    byte[] read(String path) throws IOException;

    /**
     * Tells which checksums will be asked for, before any is: what is far away can get all of them at once.
     *
     * @param files that are there
     */
    default void expect(List<String> files) throws IOException {}

    String sha256(String path) throws IOException;
}
