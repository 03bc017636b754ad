package io.github.apim.it;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Stream;

/** The Mavens that the build has unpacked for the integration tests. */
final class Mavens {

    private static final String PREFIX = "apache-maven-";

    private Mavens() {}

    /** Their versions, the oldest first. */
    static Stream<String> installed() {
        String[] names = new File(System.getProperty("apim.it.mavens")).list((folder, name) -> name.startsWith(PREFIX));
        if (names == null || names.length == 0) {
            throw new IllegalStateException("no Maven is unpacked; run mvn pre-integration-test");
        }
        return Arrays.stream(names).sorted().map(name -> name.substring(PREFIX.length()));
    }

    /** The newest release of Maven 3 among them, for stories that do not depend on the version. */
    static String usual() {
        return installed()
                .filter(version -> version.startsWith("3.9."))
                .findFirst()
                .orElseThrow();
    }
}
