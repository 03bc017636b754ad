package io.github.apim.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The servers' own reader of {@code deployment.toml}, which renders their XML and properties files at a start. The build puts
 * it into {@code target/config-mapper}; its libraries are older than those of the tests, so it has a class loader of its own.
 */
public final class ConfigMapper {

    private ConfigMapper() {}

    /** What the servers would have stopped with. */
    public static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Refusal(Throwable cause) {
            super(cause.toString(), cause);
        }
    }

    /** Made once, when the first test asks for it. */
    private static final class Loader {

        static final ClassLoader ONE = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader());
    }

    /**
     * Renders the files of a home.
     *
     * @param resources the pack's {@code repository/resources/conf}: templates, defaults, inference
     * @param work      an empty folder
     * @return the folder of the home
     * @throws Refusal if the servers would not start with it
     */
    public static Path render(byte[] toml, Path resources, Path work) throws IOException {
        Need.CONFIG_MAPPER.demand();
        // It writes what it has seen beside the templates.
        Path conf = work.resolve("resources");
        copy(resources, conf);
        Path home = Files.createDirectories(work.resolve("home"));
        Path file = Files.write(work.resolve("deployment.toml"), toml);
        call(
                "org.wso2.config.mapper.ConfigParser",
                "parse",
                List.of(file.toString(), conf.toString(), home.toString()));
        return home;
    }

    /**
     * Reads a text with the TOML parser of the servers alone.
     *
     * @return what it stops with; empty if it does not
     */
    public static Optional<String> refusal(String toml) {
        Need.CONFIG_MAPPER.demand();
        try {
            Object result = call("net.consensys.cava.toml.Toml", "parse", List.of(toml));
            List<?> errors = (List<?>) call(result, "net.consensys.cava.toml.TomlParseResult", "errors");
            // Only here it runs in circles.
            call(result, "net.consensys.cava.toml.TomlTable", "dottedKeySet");
            return errors.stream().findFirst().map(String::valueOf);
        } catch (Refusal overflow) {
            return Optional.of(overflow.getMessage());
        }
    }

    static Optional<String> missing() {
        return Files.isRegularFile(folder().resolve("config-mapper-1.0.20.jar"))
                ? Optional.empty()
                : Optional.of("the servers' config mapper is not in " + folder()
                        + " (mvn dependency:copy@config-mapper-for-tests)");
    }

    private static Path folder() {
        return Project.target("config-mapper");
    }

    private static synchronized Object call(String type, String method, List<String> arguments) {
        Class<?>[] types = arguments.stream().map(Object::getClass).toArray(Class<?>[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Loader.ONE);
        try {
            return refusing(() -> type(type).getMethod(method, types).invoke(null, arguments.toArray()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Object call(Object target, String type, String method) {
        return refusing(() -> type(type).getMethod(method).invoke(target));
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, Loader.ONE);
    }

    private interface Call {

        Object run() throws ReflectiveOperationException;
    }

    private static Object refusing(Call call) {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw new Refusal(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL[] jars() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().map(ConfigMapper::url).toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path source : (Iterable<Path>) walk::iterator) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(source));
                }
            }
        }
    }
}
