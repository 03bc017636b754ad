package io.github.apim.testing;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Docker Engine with a store and a socket of its own below a folder, without a network, beside whatever engine the
 * machine may have.
 */
public final class DockerEngine implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Command command;
    private final String socket;
    private final Process process;

    private DockerEngine(Command command, String socket, Process process) {
        this.command = command;
        this.socket = socket;
        this.process = process;
    }

    /** @param folder with a short path, since a socket's name may have some hundred characters */
    public static DockerEngine start(Path folder) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve("docker"));
        String socket = "unix://" + own.resolve("s");
        Path configuration = Files.writeString(own.resolve("daemon.json"), """
                {
                  "data-root": "%s",
                  "exec-root": "%s",
                  "pidfile": "%s",
                  "hosts": ["%s"],
                  "storage-driver": "vfs",
                  "bridge": "none",
                  "iptables": false,
                  "ip-forward": false,
                  "default-ulimits": {"nofile": {"Name": "nofile", "Hard": 1024, "Soft": 1024}}
                }
                """.formatted(own.resolve("data"), own.resolve("exec"), own.resolve("pid"), socket));
        Path containerd = Need.CONTAINERD.path().getParent();
        Path runc = Need.RUNC.path().getParent();
        ProcessBuilder builder = new ProcessBuilder(
                        Need.DOCKERD.path().toString(), "--config-file", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("log").toFile());
        builder.environment()
                .put("PATH", containerd + File.pathSeparator + runc + File.pathSeparator + System.getenv("PATH"));
        Process process = builder.start();
        DockerEngine engine = new DockerEngine(new Command(own, PATIENCE), socket, process);
        for (int i = 0; i < 300 && process.isAlive(); i++) {
            if (engine.run("version").code() == 0) {
                return engine;
            }
            Thread.sleep(100);
        }
        engine.close();
        throw new IOException("dockerd does not start: " + Files.readString(own.resolve("log")));
    }

    /** Runs docker with these words. */
    public Command.Result run(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(Need.DOCKER.path().toString(), "--host", socket));
        all.addAll(List.of(words));
        return command.run(all);
    }

    /** The same, and it must succeed. */
    public String must(String... words) throws IOException, InterruptedException {
        Command.Result result = run(words);
        if (result.code() != 0) {
            throw new AssertionError("docker " + Stream.of(words).toList() + " ended with " + result.code() + ": "
                    + result.out() + result.err());
        }
        return result.out().strip();
    }

    /** Ends all containers and the engine. */
    @Override
    public void close() throws IOException {
        try {
            String running = run("ps", "--quiet", "--all").out().strip();
            for (String container : running.isEmpty() ? new String[0] : running.split("\\s+")) {
                run("rm", "--force", container);
            }
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
