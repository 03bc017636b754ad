package io.github.apim.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs with an environment of their own, and only for so long. */
public final class Command {

    /** What a program said, and its exit code. */
    public record Result(int code, String out, String err) {}

    private final Path folder;
    private final Duration patience;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * @param folder   where the programs run and their output is kept
     * @param patience after which a program is ended and the test fails
     */
    public Command(Path folder, Duration patience) {
        this.folder = folder;
        this.patience = patience;
    }

    /** With this variable in all environments from now on. */
    public Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs a program that reads nothing. Its output goes to files: nobody waits for a server that keeps it open. */
    public Result run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS", "CARBON_HOME"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    command + " has not ended; it said " + Files.readString(out) + Files.readString(err));
        }
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Ends everything whose command line speaks of the folder, with what it has started. */
    public static void endAllOf(Path folder) {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }
}
