package io.github.apim.testing;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The class path for a JVM that a test starts, which is to see the same classes as the test. */
public final class ChildClassPath {

    private ChildClassPath() {}

    /** What Surefire says, or the places of the class loaders that the runner has made, and the JVM's own class path. */
    public static String get() {
        Set<String> places = new LinkedHashSet<>();
        ClassLoader loader = ChildClassPath.class.getClassLoader();
        for (; loader instanceof URLClassLoader made; loader = loader.getParent()) {
            for (URL url : made.getURLs()) {
                places.add(path(url));
            }
        }
        places.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        return String.join(File.pathSeparator, places);
    }

    private static String path(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
