package io.github.apim.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A podman with a store of its own below a folder. It gets by with what a virtual machine or a container has: runc, which
 * takes every kind of cgroups, files instead of a journal, and limits no higher than its own.
 */
public final class Podman implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Command command;

    /** @param folder where images and containers are kept until this is closed */
    public Podman(Path folder) throws IOException {
        Path runtime = Need.RUNC.path();
        Path init = Need.CATATONIT.path();
        Path own = Files.createDirectories(folder.resolve("podman"));
        Path configuration = Files.writeString(own.resolve("containers.conf"), """
                [containers]
                default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
                netns = "none"
                init_path = "%s"
                [engine]
                cgroup_manager = "cgroupfs"
                events_logger = "file"
                runtime = "runc"
                infra_image = ""
                [engine.runtimes]
                runc = ["%s"]
                """.formatted(init, runtime));
        Path storage = Files.writeString(own.resolve("storage.conf"), """
                [storage]
                driver = "vfs"
                graphroot = "%s"
                runroot = "%s"
                """.formatted(own.resolve("graph"), own.resolve("run")));
        Path policy = Files.writeString(
                own.resolve("policy.json"), "{\"default\": [{\"type\": \"insecureAcceptAnything\"}]}");
        command = new Command(own, PATIENCE)
                .with("CONTAINERS_CONF", configuration.toString())
                .with("CONTAINERS_STORAGE_CONF", storage.toString())
                .with("CONTAINERS_POLICY", policy.toString());
    }

    /** Runs podman with these words. */
    public Command.Result run(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(Need.PODMAN.path().toString()));
        all.addAll(List.of(words));
        return command.run(all);
    }

    /** The same, and it must succeed. */
    public String must(String... words) throws IOException, InterruptedException {
        Command.Result result = run(words);
        if (result.code() != 0) {
            throw new AssertionError("podman " + Stream.of(words).toList() + " ended with " + result.code() + ": "
                    + result.out() + result.err());
        }
        return result.out().strip();
    }

    /** Ends and forgets all containers and images of this store. */
    @Override
    public void close() throws IOException {
        try {
            run("rm", "--all", "--force", "--time", "0");
            run("rmi", "--all", "--force");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
