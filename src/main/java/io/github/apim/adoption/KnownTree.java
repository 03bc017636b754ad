package io.github.apim.adoption;

import io.github.apim.manifest.HomeTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A home of which nothing is asked twice: it may be far away. */
final class KnownTree implements HomeTree {

    /** What is larger is a library, and read once at most. */
    private static final int MOST_KEPT = 1 << 20;

    private final HomeTree tree;
    private final Map<String, byte[]> contents = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();

    KnownTree(HomeTree tree) {
        this.tree = tree;
    }

    @Override
    public Map<String, Item> items() {
        return tree.items();
    }

    @Override
    public byte[] read(String path) throws IOException {
        byte[] known = contents.get(path);
        if (known == null) {
            known = tree.read(path);
            if (known.length <= MOST_KEPT) {
                contents.put(path, known);
            }
        }
        return known.clone();
    }

    @Override
    public void expect(List<String> files) throws IOException {
        List<String> unknown =
                files.stream().filter(file -> !digests.containsKey(file)).toList();
        if (!unknown.isEmpty()) {
            tree.expect(unknown);
        }
    }

    @Override
    public String sha256(String path) throws IOException {
        String known = digests.get(path);
        if (known == null) {
            known = tree.sha256(path);
            digests.put(path, known);
        }
        return known;
    }
}
