package io.github.apim.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a layer drops of its base, as {@link Manifest#DROPPED} has it: paths below the home that begin with {@code ./}, a 0
 * byte behind each, for {@code xargs -0 rm -rf}. The list names itself last, so that no whole home has it.
 *
 * @param paths below the home; of a folder, all below it is gone, too
 */
public record LayerDrops(Set<String> paths) {

    private static final String HERE = "./";

    public LayerDrops {
        paths = Set.copyOf(paths);
    }

    /** Reads a list. */
    public static LayerDrops of(byte[] list) {
        Set<String> paths = new HashSet<>();
        for (String path : new String(list, StandardCharsets.UTF_8).split("\0")) {
            if (path.startsWith(HERE)) {
                paths.add(path.substring(HERE.length()));
            }
        }
        return new LayerDrops(paths);
    }

    /** The list of these paths and of itself. */
    public static byte[] list(Collection<String> paths) {
        StringBuilder list = new StringBuilder();
        Stream.concat(paths.stream(), Stream.of(Manifest.DROPPED))
                .forEach(path -> list.append(HERE).append(path).append('\0'));
        return list.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a path is gone. */
    public boolean has(String path) {
        return paths.contains(path) || foldersOf(path).stream().anyMatch(paths::contains);
    }

    private static List<String> foldersOf(String path) {
        return Stream.iterate(path.indexOf('/'), slash -> slash > 0, slash -> path.indexOf('/', slash + 1))
                .map(slash -> path.substring(0, slash))
                .toList();
    }
}
