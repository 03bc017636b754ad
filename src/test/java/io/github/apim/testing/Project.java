package io.github.apim.testing;

import java.nio.file.Path;

/** The folder of this project, wherever the tests are started from. */
public final class Project {

    private Project() {}

    /** The folder that holds pom.xml; surefire names it, an IDE starts in it. */
    public static Path folder() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** A folder below {@code target/}, which {@code mvn clean} empties; it need not exist. */
    public static Path target(String name) {
        return folder().resolve("target").resolve(name);
    }
}
