package io.github.apim.it;

import io.github.apim.it.MavenRun.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * An unpacked Maven that runs in this JVM by its own command line's code, one build after the other.
 *
 * <p>Its core is loaded and compiled once, apart from the tests' class path; plugins and extensions are loaded anew by
 * each build, as in a process of its own. Of system properties it sees the JVM's own and what {@code bin/mvn} would set.
 */
final class WarmMaven {

    private static final Map<Path, WarmMaven> LOADED = new ConcurrentHashMap<>();

    private static final List<String> OF_THE_JVM =
            List.of("java.", "jdk.", "sun.", "os.", "user.", "file.", "path.", "line.", "native.");

    private final Path home;

    /** The ClassWorld, and the class behind the command, of this Maven's own boot class loader. */
    private final Object world;

    private final Class<?> command;
    private final Set<Object> ownRealms;

    private WarmMaven(Path home) {
        this.home = home;
        try {
            ClassLoader boot = new URLClassLoader(jars(home.resolve("boot")), ClassLoader.getPlatformClassLoader());
            Class<?> type = boot.loadClass("org.codehaus.plexus.classworlds.launcher.Launcher");
            Object launcher = type.getConstructor().newInstance();
            type.getMethod("setSystemClassLoader", ClassLoader.class).invoke(launcher, boot);
            apart(home, () -> {
                try (InputStream configuration = Files.newInputStream(home.resolve("bin/m2.conf"))) {
                    return type.getMethod("configure", InputStream.class).invoke(launcher, configuration);
                }
            });
            world = type.getMethod("getWorld").invoke(launcher);
            command = (Class<?>) type.getMethod("getMainClass").invoke(launcher);
            ownRealms = new HashSet<>(realms());
        } catch (IOException | ReflectiveOperationException problem) {
            throw new IllegalStateException(home + " cannot be loaded", problem);
        }
    }

    /** The Maven in this folder. */
    static WarmMaven in(Path home) {
        return LOADED.computeIfAbsent(home, WarmMaven::new);
    }

    /** Runs one build; all go one after the other, because a JVM has one standard output. */
    Outcome run(Path project, List<String> arguments, int minutes) throws IOException {
        synchronized (LOADED) {
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            int code;
            try {
                code = apart(project, () -> build(project, arguments.toArray(String[]::new), log, minutes));
            } catch (ReflectiveOperationException problem) {
                throw new IOException(log.toString(StandardCharsets.UTF_8), problem);
            }
            return new Outcome(code, log.toString(StandardCharsets.UTF_8));
        }
    }

    private int build(Path project, String[] arguments, OutputStream log, int minutes)
            throws IOException, ReflectiveOperationException {
        PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(out);
        FutureTask<Integer> build = new FutureTask<>(() -> call(project, arguments, out));
        Thread thread = new Thread(build, "Maven in " + project);
        thread.setDaemon(true);
        thread.setContextClassLoader(command.getClassLoader());
        thread.start();
        try {
            return build.get(minutes, TimeUnit.MINUTES);
        } catch (TimeoutException endless) {
            thread.interrupt();
            throw new IOException("the build did not end within " + minutes + " minutes", endless);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } catch (ExecutionException problem) {
            throw new IOException(problem.getCause());
        } finally {
            for (Object realm : realms()) {
                if (!ownRealms.contains(realm)) {
                    Object id = realm.getClass().getMethod("getId").invoke(realm);
                    world.getClass().getMethod("disposeRealm", String.class).invoke(world, id);
                }
            }
        }
    }

    private int call(Path project, String[] arguments, PrintStream out) throws ReflectiveOperationException {
        if (command.getSimpleName().equals("MavenCli")) {
            Object maven = command.getConstructor(world.getClass()).newInstance(world);
            return (int) command.getMethod("doMain", String[].class, String.class, PrintStream.class, PrintStream.class)
                    .invoke(maven, arguments, project.toString(), out, out);
        }
        return (int) command.getMethod(
                        "main",
                        String[].class,
                        world.getClass(),
                        InputStream.class,
                        OutputStream.class,
                        OutputStream.class)
                .invoke(null, arguments, world, InputStream.nullInputStream(), out, out);
    }

    private List<Object> realms() throws ReflectiveOperationException {
        return List.copyOf(
                (Collection<?>) world.getClass().getMethod("getRealms").invoke(world));
    }

    private static URL[] jars(Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                jars.add(jar.toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }

    /** Does something with the system properties of a Maven, and leaves properties and streams as they were. */
    private <T> T apart(Path project, Callable<T> action) throws IOException, ReflectiveOperationException {
        Properties before = System.getProperties();
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setProperties(properties(project, before));
        try {
            return action.call();
        } catch (IOException | RuntimeException problem) {
            throw problem;
        } catch (ReflectiveOperationException problem) {
            throw problem;
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        } finally {
            System.setProperties(before);
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Properties properties(Path project, Properties all) {
        Properties own = new Properties();
        all.stringPropertyNames().stream()
                .filter(name -> OF_THE_JVM.stream().anyMatch(name::startsWith))
                .forEach(name -> own.setProperty(name, all.getProperty(name)));
        Path root = project;
        while (root != null && !Files.isDirectory(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        own.setProperty("maven.home", home.toString());
        own.setProperty("maven.multiModuleProjectDirectory", (root == null ? project : root).toString());
        own.setProperty("library.jansi.path", home.resolve("lib/jansi-native").toString());
        own.setProperty("user.dir", project.toString());
        return own;
    }
}
