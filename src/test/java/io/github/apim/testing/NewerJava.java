package io.github.apim.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a second Java that is newer than the one that runs the tests. */
public final class NewerJava {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private NewerJava() {}

    /** Its JAVA_HOME. */
    public static Path home() {
        Need.NEWER_JAVA.demand();
        return find().orElseThrow();
    }

    static Optional<String> missing() {
        return find().isPresent()
                ? Optional.empty()
                : Optional.of("no Java newer than " + Runtime.version().feature() + " is installed below " + INSTALLED);
    }

    private static Optional<Path> find() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.filter(home -> version(home) > Runtime.version().feature())
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The feature version of a Java, 0 where there is none. */
    private static int version(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .map(line -> line.substring("JAVA_VERSION=\"".length(), line.length() - 1))
                    .mapToInt(version -> Runtime.Version.parse(version).feature())
                    .findFirst()
                    .orElse(0);
        } catch (IOException | IllegalArgumentException noJava) {
            return 0;
        }
    }
}
