package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.shipping.ScriptRun.Outcome;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whichever step was the last one before a kill, another run goes on and ends where an undisturbed one does. */
@Timeout(600)
@Needs({Need.FLOCK, Need.SHA256SUM, Need.SH})
class KilledScriptIT {

    /** The tools by which the script changes something, or is about to. */
    private static final List<String> TOOLS =
            List.of("mkdir", "mv", "rm", "ln", "tar", "cp", "sync", "date", "flock", "sha256sum", "chmod");

    /** Counts the steps, and kills the script before or after one of them; nothing here needs to survive a power cut. */
    private static final String COUNTING = """
            #!/bin/sh
            PATH='%1$s'
            export PATH
            read -r step <'%2$s/step'
            read -r moment <'%2$s/kill'
            read -r pid <'%2$s/pid'
            step=$((step + 1))
            echo "$step" >'%2$s/step'
            if [ "$moment" = "before $step" ]; then
                kill -9 "$pid"
                exit 1
            fi
            [ %3$s = sync ] || %3$s "$@"
            code=$?
            if [ "$moment" = "after $step" ]; then
                kill -9 "$pid"
            fi
            exit "$code"
            """;

    @TempDir
    Path folder;

    private Path machine;
    private Path counter;
    private String first;
    private String second;
    private String third;
    private ScriptRun script;
    private ScriptRun counted;

    @BeforeEach
    void tools() throws IOException {
        machine = Files.createDirectories(folder.resolve("machine"));
        first = home("1").write(folder.resolve("1"), "km");
        second = home("2").write(folder.resolve("2"), "km");
        third = home("3").write(folder.resolve("3"), "km");
        counter = Files.createDirectories(folder.resolve("counter"));
        Path shims = Files.createDirectories(folder.resolve("shims"));
        String path = System.getenv("PATH");
        for (String tool : TOOLS) {
            Path shim = Files.writeString(shims.resolve(tool), COUNTING.formatted(path, counter, tool));
            assertThat(shim.toFile().setExecutable(true)).isTrue();
        }
        script = new ScriptRun(folder.resolve("script"));
        counted = new ScriptRun(folder.resolve("counted"))
                .by("sh", "-c", "echo $$ >'" + counter + "/pid'; exec sh \"$@\"", "sh")
                .with(Path.of(shims + ":" + path));
    }

    @Test
    void killedAtAnyStepOfAFirstInstallationItGoesOn() throws IOException {
        killedAtEachStep(run -> install(run, "1", first));

        assertThat(machine.resolve("km/current/repository/conf/version.txt")).hasContent("1");
    }

    @Test
    void killedAtAnyStepOfAnotherInstallationItGoesOnAndCanStillBeRolledBack() throws IOException {
        install(script, "1", first);
        install(script, "2", second);
        Files.writeString(machine.resolve("km/current/repository/logs/kept.log"), "kept");

        killedAtEachStep(run -> install(run, "3", third));

        assertThat(machine.resolve("km/current/repository/logs/kept.log")).hasContent("kept");
        assertThat(look(third)).contains("current " + third, "replaced " + second, "release " + second);
        assertThat(machine.resolve("km/releases").resolve(first)).doesNotExist();
    }

    @Test
    void killedAtAnyStepOfARollbackItGoesBackAndNoFurther() throws IOException {
        install(script, "1", first);
        install(script, "2", second);
        install(script, "3", third);

        killedAtEachStep(this::rollBack);

        assertThat(look(third)).contains("current " + second, "replaced ");
    }

    /** Something that is done with a script, as far as it has not been done yet. */
    @FunctionalInterface
    private interface Work {
        /** @return whether it has come to its end */
        boolean with(ScriptRun run) throws IOException;
    }

    /** What the shipping does when it has looked. */
    private boolean install(ScriptRun run, String version, String sha256) throws IOException {
        String at = machine.toString();
        Path part = machine.resolve(".km.tar.gz." + sha256 + ".part");
        Path built = folder.resolve(version).resolve("km.tar.gz");
        List<String> state = look(sha256, Files.size(built));
        if (!state.contains("tarball same")) {
            if (!ended(run, "make", at, "km", part.toString())) {
                return false;
            }
            Files.copy(built, part, StandardCopyOption.REPLACE_EXISTING);
            if (!ended(run, "receive", at, "km", sha256, part.toString())) {
                return false;
            }
        }
        if (!state.contains("unpacked") && !ended(run, "unpack", at, "km", sha256)) {
            return false;
        }
        boolean tidy = !state.contains("leftovers")
                && state.stream().filter(line -> line.startsWith("release ")).count() <= 2;
        if (state.contains("current " + sha256)) {
            return tidy || ended(run, "switch", at, "km", sha256, "install", "2");
        }
        return ended(run, "carry", at, "km", sha256, "repository/logs")
                && ended(run, "switch", at, "km", sha256, "install", "2");
    }

    private boolean rollBack(ScriptRun run) throws IOException {
        List<String> state = look(first);
        String replaced = state.stream()
                .filter(line -> line.startsWith("replaced "))
                .findFirst()
                .orElseThrow()
                .substring("replaced ".length());
        return replaced.isEmpty()
                || state.contains("current " + replaced)
                || ended(run, "switch", machine.toString(), "km", replaced, "rollback", "2147483647");
    }

    private void killedAtEachStep(Work work) throws IOException {
        Path prepared = folder.resolve("prepared");
        copy(machine, prepared);
        assertThat(work.with(script)).isTrue();
        List<String> expected = tree();
        int step = 0;
        boolean killed = true;
        while (killed) {
            step++;
            killed = false;
            for (String when : List.of("before", "after")) {
                copy(prepared, machine);
                Files.writeString(counter.resolve("step"), "0");
                Files.writeString(counter.resolve("kill"), when + " " + step);
                killed |= !work.with(counted);
                assertThat(work.with(script)).isTrue();
                assertThat(tree()).as("killed %s step %d", when, step).isEqualTo(expected);
            }
        }
        assertThat(step).as("steps").isGreaterThan(5);
    }

    /** Whether a command was not killed; what it has started may hold the lock a moment longer. */
    private static boolean ended(ScriptRun run, String... words) throws IOException {
        Outcome outcome = run.run(words);
        while (outcome.err().startsWith("somebody else is installing")) {
            outcome = run.run(words);
        }
        assertThat(outcome.code()).as("%s", outcome).isIn(0, 137);
        return outcome.code() == 0;
    }

    private List<String> look(String sha256) throws IOException {
        return look(sha256, 0);
    }

    private List<String> look(String sha256, long size) throws IOException {
        Outcome outcome = script.run("look", machine.toString(), "km", sha256, Long.toString(size));
        assertThat(outcome.code()).as("%s", outcome).isZero();
        return outcome.lines();
    }

    private TestHome home(String version) {
        return TestHome.of(folder.resolve("events"), version);
    }

    /** All that is there and what it holds, but for the times in the history. */
    private List<String> tree() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(machine)) {
            for (Path file : files.sorted().toList()) {
                String name = machine.relativize(file).toString();
                if (Files.isSymbolicLink(file)) {
                    lines.add(name + " -> " + Files.readSymbolicLink(file));
                } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !name.endsWith(".apim-node")) {
                    lines.add(name + " " + TestHome.sha256(file));
                } else {
                    lines.add(name);
                }
            }
        }
        look("").stream().filter(line -> !line.startsWith("free ")).forEach(lines::add);
        return lines;
    }

    private void copy(Path from, Path to) throws IOException {
        try {
            Command command = new Command(folder, Duration.ofMinutes(1));
            command.run(List.of("rm", "-rf", to.toString()));
            assertThat(command.run(List.of("cp", "-a", from.toString(), to.toString()))
                            .code())
                    .isZero();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException(interruption);
        }
    }
}
