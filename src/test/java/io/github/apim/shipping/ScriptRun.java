package io.github.apim.shipping;

import io.github.apim.testing.Need;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code on-machine.sh} as a machine would, by the shell and the tools of one's choice. */
final class ScriptRun {

    private static final int PATIENCE = 60;

    private final Path folder;
    private final Path script;
    private List<String> shell = List.of("sh");
    private String path = System.getenv("PATH");

    /** @param folder for what is read and said */
    ScriptRun(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.script = Files.writeString(folder.resolve("on-machine.sh"), MachineScript.TEXT);
    }

    /** What a command said, and its exit code. */
    record Outcome(int code, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** With this shell, which its words name. */
    ScriptRun by(String... words) {
        shell = List.of(words);
        return this;
    }

    /** With these tools and no other ones. */
    ScriptRun with(Path tools) {
        path = tools.toString();
        return this;
    }

    /** The tools of busybox in a folder, and its shell: neither GNU's, nor flock. */
    ScriptRun ofBusybox() throws IOException {
        Path busybox = Need.BUSYBOX.path();
        Path tools = folder.resolve("busybox");
        if (!Files.exists(tools)) {
            Files.createDirectories(tools);
            Files.copy(busybox, tools.resolve("busybox"), StandardCopyOption.COPY_ATTRIBUTES);
            Process list = new ProcessBuilder(busybox.toString(), "--list").start();
            for (String name : new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!name.equals("flock") && !name.equals("busybox")) {
                    Files.createSymbolicLink(tools.resolve(name), Path.of("busybox"));
                }
            }
        }
        return by(tools.resolve("sh").toString()).with(tools);
    }

    /** Runs a command to its end. */
    Outcome run(String... words) throws IOException {
        Running running = start(words);
        return running.end();
    }

    /** Begins to run a command. */
    Running start(String... words) throws IOException {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of("-s", "--"));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(folder, "out", null);
        Path err = Files.createTempFile(folder, "err", null);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(script.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("PATH", path);
        return new Running(builder.start(), out, err);
    }

    /** A command that has begun. */
    record Running(Process process, Path out, Path err) {

        Outcome end() throws IOException {
            try {
                if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("the script has not ended");
                }
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new IOException(interruption);
            }
            return new Outcome(
                    process.exitValue(),
                    Files.readString(out),
                    Files.readString(err).strip());
        }
    }
}
