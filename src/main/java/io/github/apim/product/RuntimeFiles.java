package io.github.apim.product;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What servers write into their homes when they run: that it changes says nothing about a node. Carbon 4.2.0 unpacks web
 * applications, wraps plain jars into bundles, lays patches over its plugins and keeps its OSGi state; 4.5 and later render
 * files from templates.
 */
public final class RuntimeFiles {

    private static final Pattern PATCHED = Pattern.compile("repository/components/plugins/([^/]+)");
    private static final Pattern PATCH = Pattern.compile("repository/components/patches/[^/]+/([^/]+)");
    private static final Pattern PLAIN_JAR = Pattern.compile("repository/components/(?:lib|extensions)/([^/]+)\\.jar");
    private static final String DROPINS = "repository/components/dropins/";
    private static final Pattern TEMPLATE = Pattern.compile("repository/resources/conf/templates/(.+)\\.j2");
    private static final Pattern WAR = Pattern.compile("(repository/deployment/server/webapps/[^/]+)\\.war");

    private final HomeFacts home;
    private final Set<String> patches = new TreeSet<>();
    private final Set<String> wrapped = new TreeSet<>();
    private final Set<String> exploded = new TreeSet<>();
    private final Set<String> rendered = new TreeSet<>();

    /**
     * @param home     what is known of the homes of a version
     * @param expected the paths that a node was built with
     */
    public RuntimeFiles(HomeFacts home, Iterable<String> expected) {
        this.home = home;
        for (String path : expected) {
            var patch = PATCH.matcher(path);
            if (patch.matches()) {
                patches.add(patch.group(1));
            }
            bundleOf(path).ifPresent(wrapped::add);
            var template = TEMPLATE.matcher(path);
            if (template.matches()) {
                rendered.add(template.group(1));
            }
            var war = WAR.matcher(path);
            if (war.matches()) {
                exploded.add(war.group(1));
            }
        }
    }

    /** Where a starting server puts the bundle that it makes of this path, if that is a plain jar. */
    static Optional<String> bundleOf(String path) {
        var jar = PLAIN_JAR.matcher(path);
        return jar.matches() ? Optional.of(DROPINS + jar.group(1).replace('-', '_') + "_1.0.0.jar") : Optional.empty();
    }

    /** Whether a running server changes or deletes this file of its own accord. */
    public boolean mayChange(String path) {
        var plugin = PATCHED.matcher(path);
        return home.written().matcher(path).matches()
                || rendered.contains(path)
                || plugin.matches() && patches.contains(plugin.group(1));
    }

    /** Whether a running server makes this file or folder of its own accord. */
    public boolean mayAppear(String path) {
        return mayChange(path)
                || home.published().matcher(path).matches()
                || wrapped.contains(path)
                || exploded.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }
}
