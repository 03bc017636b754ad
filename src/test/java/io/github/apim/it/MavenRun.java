package io.github.apim.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.maven.shared.invoker.DefaultInvocationRequest;
import org.apache.maven.shared.invoker.DefaultInvoker;
import org.apache.maven.shared.invoker.InvocationRequest;
import org.apache.maven.shared.invoker.InvocationResult;
import org.apache.maven.shared.invoker.MavenInvocationException;

/**
 * Runs a real Maven on a copy of one of the builds under src/it, with the plugin just built and nothing else around.
 *
 * <p>It runs in this JVM, whose Maven is warm, unless a run asks for what only a process has.
 */
final class MavenRun {

    /** A build is over before it would gain by the better compiler. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final int MINUTES = 3;

    private final Path project;
    private final Path maven;
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private boolean process;
    private Path executable;
    private Path javaHome = Path.of(System.getProperty("java.home"));

    private MavenRun(Path project, Path maven) {
        this.project = project;
        this.maven = maven;
    }

    /**
     * A run of the Maven in {@code target/mavens/apache-maven-<version>}.
     *
     * @param project the folder of the POM, as {@link #copy} gives it
     */
    static MavenRun of(String version, Path project) throws IOException {
        Path home = Path.of(System.getProperty("apim.it.mavens")).resolve("apache-maven-" + version);
        if (!Files.isDirectory(home)) {
            throw new IllegalStateException(home + " is missing; run mvn pre-integration-test");
        }
        warmUp(version, home);
        return new MavenRun(project, home);
    }

    /** Fills the local repository by one run that is not offline, once for each Maven and state of the dependencies. */
    private static void warmUp(String version, Path home) throws IOException {
        Path mark = Path.of(System.getProperty("apim.it.repository"))
                .resolve(".filled-by-" + version + "-"
                        + Integer.toHexString(Arrays.hashCode(Files.readAllBytes(Path.of("pom.xml")))));
        if (Files.exists(mark)) {
            return;
        }
        Path folder = Files.createTempDirectory("warm-up");
        MavenRun run = new MavenRun(copy("quickstart", folder), home);
        run.with("-Drole=gateway-worker")
                .run("apim:help", "apim:assemble", "package")
                .succeeded();
        Files.createFile(mark);
    }

    /** Copies a build under src/it, and the small pack to where the build expects it, below a folder. */
    static Path copy(String name, Path folder) throws IOException {
        Path project = folder.resolve("src/it").resolve(name);
        copyTree(Path.of("src/it").resolve(name), project);
        // marks the root of the build, which Maven 4 warns about otherwise
        Files.createDirectories(project.resolve(".mvn"));
        copyTree(Path.of("src/test/packs/wso2am-1.9.0"), folder.resolve("src/test/packs/wso2am-1.9.0"));
        return project;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path source : tree.toList()) {
                Path relative = from.relativize(source);
                if (relative.startsWith("target")) {
                    continue;
                }
                Path target = to.resolve(relative.toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                    target.toFile().setExecutable(Files.isExecutable(source), false);
                }
            }
        }
    }

    MavenRun with(String... more) {
        arguments.addAll(Arrays.asList(more));
        return this;
    }

    /** Has a process of its own, as {@code bin/mvn} starts it. */
    MavenRun process() {
        process = true;
        return this;
    }

    MavenRun environment(String name, String value) {
        process = true;
        environment.put(name, value);
        return this;
    }

    /** Runs Maven with this umask, through a small script, because Java cannot change its own. */
    MavenRun umask(String mask) throws IOException {
        executable = Files.writeString(
                project.resolve("mvn-with-umask.sh"),
                "#!/bin/sh\numask " + mask + "\nexec '" + maven.resolve("bin/mvn") + "' \"$@\"\n");
        executable.toFile().setExecutable(true);
        return process();
    }

    MavenRun javaHome(Path home) {
        javaHome = home;
        return process();
    }

    /** What a run ended with. */
    record Outcome(int exitCode, String log) {

        /** Fails with the log unless the build succeeded. */
        Outcome succeeded() {
            if (exitCode != 0) {
                throw new AssertionError("the build failed:\n" + log);
            }
            return this;
        }

        /** Fails with the log unless the build failed. */
        Outcome failed() {
            if (exitCode == 0) {
                throw new AssertionError("the build should have failed:\n" + log);
            }
            return this;
        }
    }

    /** Runs {@code apim:assemble}. */
    Outcome assemble() throws IOException {
        return run("apim:assemble");
    }

    /** Runs goals. */
    Outcome run(String... goals) throws IOException {
        if (!process) {
            List<String> all = new ArrayList<>(List.of("-B", "-s", settings().toString()));
            all.add("-Dmaven.repo.local=" + System.getProperty("apim.it.repository"));
            all.addAll(List.of(goals));
            all.addAll(arguments);
            return WarmMaven.in(maven).run(project, all, MINUTES);
        }
        StringBuilder log = new StringBuilder();
        InvocationRequest request = new DefaultInvocationRequest();
        request.setBaseDirectory(project.toFile());
        request.setMavenHome(maven.toFile());
        request.setJavaHome(javaHome.toFile());
        if (executable != null) {
            request.setMavenExecutable(executable.toFile());
        }
        request.setBatchMode(true);
        request.setUserSettingsFile(settings().toFile());
        request.setLocalRepositoryDirectory(new File(System.getProperty("apim.it.repository")));
        request.setTimeoutInSeconds((int) TimeUnit.MINUTES.toSeconds(MINUTES));
        request.addArgs(List.of(goals));
        request.addArgs(arguments);
        request.setProperties(new Properties());
        environment.merge("MAVEN_OPTS", SHORT_LIVED, (own, more) -> own + " " + more);
        environment.forEach(request::addShellEnvironment);
        request.setOutputHandler(line -> log.append(line).append('\n'));
        request.setErrorHandler(line -> log.append(line).append('\n'));
        try {
            InvocationResult result = new DefaultInvoker().execute(request);
            if (result.getExecutionException() != null) {
                throw new IOException(log.toString(), result.getExecutionException());
            }
            return new Outcome(result.getExitCode(), log.toString());
        } catch (MavenInvocationException problem) {
            throw new IOException(problem);
        }
    }

    /** What is missing comes from the outer build's local repository, or one with the id own, never from the network. */
    private Path settings() throws IOException {
        Path own = project.resolve("settings.xml");
        if (Files.exists(own)) {
            String text = Files.readString(own);
            return Files.writeString(
                    project.resolve("settings-with-mirror.xml"), text.replace("<!-- mirror -->", mirror()));
        }
        return Files.write(
                project.resolve("settings-with-mirror.xml"),
                ("<settings>" + mirror() + "</settings>").getBytes(StandardCharsets.UTF_8));
    }

    private static String mirror() {
        String outer = System.getProperty("apim.it.outerRepository");
        return "<mirrors><mirror><id>outer</id><url>" + Path.of(outer).toUri()
                + "</url><mirrorOf>*,!own</mirrorOf></mirror></mirrors>";
    }
}
