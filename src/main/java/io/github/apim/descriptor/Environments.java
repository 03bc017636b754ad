package io.github.apim.descriptor;

import io.github.apim.deployment.Environment;
import io.github.apim.deployment.Location;
import io.github.apim.edit.Echo;
import io.github.apim.edit.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environments of a descriptor: for each a file {@code environments/<name>.yaml} beside it, and what the user lays
 * over the packs for it in {@code environments/<name>/overlays}.
 *
 * @param descriptor the file as the user named it
 */
public record Environments(Path descriptor) {

    /** The folder beside the descriptor. */
    public static final String FOLDER = "environments";

    private static final String EXTENSION = ".yaml";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    /** Whether this can be the name of an environment: letters, digits, hyphens and underscores. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The file of an environment, whether it is there or not. */
    public Path file(String name) {
        return folder().resolve(name + EXTENSION);
    }

    /** The folder of the user's own files for an environment, whether it is there or not. */
    public Path overlays(String name) {
        return folder().resolve(name).resolve("overlays");
    }

    /** The names of all environments, in the alphabet's order. */
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(EXTENSION))
                    .map(file -> file.substring(0, file.length() - EXTENSION.length()))
                    .filter(Environments::isName)
                    .sorted()
                    .toList();
        }
    }

    /** The layer in which a place is, without the folders above; empty for a place in the descriptor. */
    public static Optional<String> layer(Location place) {
        Path file = Path.of(place.file());
        return Optional.ofNullable(file.getParent())
                .filter(folder -> folder.endsWith(FOLDER))
                .map(folder -> FOLDER + "/" + file.getFileName());
    }

    /** Reports every layer that there is no file of. */
    void check(Environment environment, Problems problems) throws IOException {
        List<String> known = names();
        for (String layer : environment.layers()) {
            if (!known.contains(layer)) {
                problems.error(
                        new Location(file(layer).toString(), 1, 1),
                        YamlPath.ROOT,
                        "there is no environment " + Echo.of(layer) + " and no such file; "
                                + (known.isEmpty()
                                        ? "create it, or leave -Dapim.environment out"
                                        : "there is " + String.join(", ", known) + NearestName.hint(layer, known)));
            }
        }
    }

    private Path folder() {
        return descriptor.resolveSibling(FOLDER);
    }
}
