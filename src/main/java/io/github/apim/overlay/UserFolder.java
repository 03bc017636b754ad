package io.github.apim.overlay;

import io.github.apim.deployment.Environment;
import io.github.apim.descriptor.Environments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A folder of the user's files, with {@code all/}, {@code <role>/} and {@code <node>/}; a later one is laid over an
 * earlier one.
 *
 * @param path        where it is; it need not exist
 * @param environment the environment that it is for, if it is not for all
 */
public record UserFolder(Path path, Optional<String> environment) {

    /** The folder for all environments. */
    public static UserFolder of(Path path) {
        return new UserFolder(path, Optional.empty());
    }

    /** What is laid over packs: the folder for all environments, and over it those of the selected one. */
    public static List<UserFolder> all(Path folder, Environments environments, Environment environment) {
        return Stream.concat(
                        Stream.of(of(folder)),
                        environment.layers().stream()
                                .map(name -> new UserFolder(environments.overlays(name), Optional.of(name))))
                .toList();
    }

    /** How messages name it, without the folders above, which are others on each machine. */
    String title() {
        return prefix() + path.getFileName();
    }

    /** How messages name what is in it. */
    String titleOf(Path below) {
        return path.getFileName() == null
                ? String.valueOf(below.getFileName())
                : title() + "/" + slashes(path.relativize(below));
    }

    /** What tells a file in it from all other files of the user's, for example {@code all/bin/start.sh}. */
    public String inputName(Path file) {
        return (environment.isPresent() ? title() + "/" : "") + slashes(path.relativize(file));
    }

    private String prefix() {
        return environment.map(name -> Environments.FOLDER + "/" + name + "/").orElse("");
    }

    private static String slashes(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    @Override
    public String toString() {
        return title();
    }
}
