package io.github.apim.family.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Jvm;
import io.github.apim.deployment.Location;
import io.github.apim.deployment.Node;
import io.github.apim.edit.ShellFile;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Facts;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.product.Role;
import io.github.apim.testing.Need;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home with the node's launcher and a stand-in of the server, and the shells that start and stop it. */
abstract class LauncherHarness {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final Jvm TWO_GIGABYTES =
            new Jvm(Optional.empty(), Optional.of("2g"), Optional.empty(), Optional.empty(), List.of("-Da=b"));

    /** All that the launcher needs, and what the server's stand-in needs besides. */
    static final List<String> BUSYBOX_APPLETS = List.of(
            ("cp dirname ln ls mkdir mv rm sed setsid sh sleep tail tr" + " cat nohup readlink touch").split(" "));

    record Result(int code, String out, String err) {}

    @TempDir
    Path folder;

    final Map<String, String> environment = new HashMap<>();
    final Map<Process, List<Path>> streams = new HashMap<>();
    Path home;

    @BeforeEach
    void unpack() throws IOException {
        home = SmallPack.unpacked(folder);
        install(home, TWO_GIGABYTES);
        environment.put("JAVA_HOME", javaHome("jdk1.7.0_80", "1.7.0_80").toString());
    }

    /** Ends what a failed test left running: everything whose command line speaks of the test's folder. */
    @AfterEach
    void endProcesses() {
        List<ProcessHandle> left = ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .toList();
        left.forEach(ProcessHandle::destroyForcibly);
    }

    static Node node(Jvm jvm) {
        return new Node(
                "gw-1",
                Role.GATEWAY_WORKER,
                "gw-1.internal",
                Optional.empty(),
                false,
                0,
                jvm,
                Optional.empty(),
                new Location("deployment.yaml", 7, 3));
    }

    static final Facts FACTS = Catalogue.of(new ProductVersion(Product.API_MANAGER, "1.9.0"));

    /** Puts the node's launcher into a home. Ten of its seconds are one, and it waits two for a server, not a minute. */
    static void install(Path home, Jvm jvm) throws IOException {
        byte[] launcher = ShellFile.parse("start-node.sh", LauncherOverlay.render(node(jvm), FACTS, Optional.empty(), false))
                .set("START_TIMEOUT", "20")
                .bytes();
        Path file = Files.writeString(
                home.resolve("bin/start-node.sh"),
                new String(launcher, StandardCharsets.UTF_8).replace("sleep 1\n", "sleep 0.1\n"));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Replaces the product's script. */
    void script(String text) throws IOException {
        Files.writeString(home.resolve("bin/wso2server.sh"), "#!/bin/sh\ncd \"$CARBON_HOME\"\n" + text);
    }

    /** A folder with a {@code bin/java} that says which version it is. */
    Path javaHome(String name, String version) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'java version \"" + version + "\"' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return bin.getParent();
    }

    Result launch(Shell shell, String... words) throws Exception {
        return run(shell, home.resolve("bin/start-node.sh"), words);
    }

    Result run(Shell shell, Path launcher, String... words) throws Exception {
        return finish(begin(shell, launcher, words));
    }

    /** In a shell; busybox comes with its own programs, and no others are in reach. */
    Process begin(Shell shell, Path launcher, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        switch (shell) {
            case DASH, BASH -> command.addAll(shell.command());
            case BUSYBOX -> {
                Path applets = folder.resolve("applets");
                if (!Files.exists(applets)) {
                    Files.copy(
                            Path.of(shell.command().get(0)),
                            Files.createDirectory(applets).resolve("busybox"));
                    for (String applet : BUSYBOX_APPLETS) {
                        Files.createSymbolicLink(applets.resolve(applet), Path.of("busybox"));
                    }
                }
                environment.put("PATH", applets.toString());
                command.add(applets.resolve("sh").toString());
            }
        }
        command.add(launcher.toString());
        command.addAll(List.of(words));
        return begin(command);
    }

    /** The output goes to files, so that nobody waits for a server that keeps it open. */
    Process begin(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(Files.createTempFile(folder, "out", ".txt").toFile())
                .redirectError(Files.createTempFile(folder, "err", ".txt").toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS", "CARBON_HOME"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        streams.put(
                process,
                List.of(
                        builder.redirectOutput().file().toPath(),
                        builder.redirectError().file().toPath()));
        return process;
    }

    Result finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher has not ended");
        }
        List<Path> files = streams.remove(process);
        return new Result(
                process.exitValue(),
                Files.readString(files.get(0), StandardCharsets.UTF_8),
                Files.readString(files.get(1), StandardCharsets.UTF_8));
    }

    /** By the shell, which has a kill of its own. */
    void signal(String name, long process) throws IOException, InterruptedException {
        assertThat(finish(begin(List.of(
                                Need.SH.path().toString(),
                                "-c",
                                "kill -s \"$0\" \"$1\"",
                                name,
                                Long.toString(process))))
                        .code())
                .isZero();
    }

    long server() throws IOException {
        return number(home.resolve("wso2carbon.pid"));
    }

    static long number(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    List<ProcessHandle> processesOfHome() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
                .toList();
    }

    /** A process that has ended and that nobody has asked about yet has a number still, but no command line. */
    static boolean lives(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().commandLine())
                .isPresent();
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
