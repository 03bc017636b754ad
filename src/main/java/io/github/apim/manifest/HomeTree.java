package io.github.apim.manifest;

import io.github.apim.manifest.ManifestFile.Type;
import java.io.IOException;
import java.util.Map;

/** What a node's home holds, unpacked or still in its tarball, by paths below the home. */
interface HomeTree {

    /** A file, folder or link that is there. */
    record Item(Type type, int mode, long size) {}

    Map<String, Item> items();

    /** The content of a file that is there, for those that are small. */
    byte[] read(String path) throws IOException;

    String sha256(String path) throws IOException;

    long crc32(String path) throws IOException;
}
