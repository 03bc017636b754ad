package io.github.apim.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Finds a second Java that is newer than the one that runs the tests. */
final class OtherJava {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private OtherJava() {}

    /** Its JAVA_HOME; without one the test is skipped, or fails where the environment says {@code CI=true}. */
    static Path home() throws IOException {
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> homes = Files.list(INSTALLED)) {
                List<Path> newer = homes.filter(
                                home -> version(home) > Runtime.version().feature())
                        .sorted()
                        .toList();
                if (!newer.isEmpty()) {
                    return newer.get(0);
                }
            }
        }
        String missing = "no Java newer than " + Runtime.version().feature() + " is installed below " + INSTALLED;
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(missing);
        }
        return Assumptions.<Path>abort("Skipped: " + missing);
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
