package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A real Ansible that sees nothing of its user's home, and runs where the generated {@code ansible.cfg} lies. */
final class Ansible {

    /** A playbook takes a tenth of that, on a machine that does nothing else. */
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path folder;
    private final Path playbooks;

    /**
     * @param folder    gets a home for it
     * @param playbooks the folder of the generated files
     */
    Ansible(Path folder, Path playbooks) {
        this.folder = folder;
        this.playbooks = playbooks;
    }

    /** What a playbook run said, and its exit code. */
    record Run(int code, String log) {

        private static final Pattern RECAP = Pattern.compile(
                "^([a-z0-9-]+) +: ok=\\d+ +changed=(\\d+) +unreachable=(\\d+) +failed=(\\d+) ", Pattern.MULTILINE);

        Run succeeded() {
            assertThat(code).as("%s", log).isZero();
            return this;
        }

        Run failed() {
            assertThat(code).as("%s", log).isNotZero();
            return this;
        }

        /** How much has changed of each node that the run came to. */
        Map<String, Integer> changes() {
            return RECAP.matcher(log)
                    .results()
                    .collect(Collectors.toMap(found -> found.group(1), found -> Integer.valueOf(found.group(2))));
        }
    }

    /** Runs a playbook. */
    Run play(String... arguments) throws IOException, InterruptedException {
        Command.Result result = run(Need.ANSIBLE_PLAYBOOK, arguments);
        return new Run(result.code(), result.out() + result.err());
    }

    /** Runs a program of Ansible. */
    Command.Result run(Need program, String... arguments) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path ssh = Files.writeString(bin.resolve("ssh"), "#!/bin/sh\nexec '" + Need.SSH.path() + "' -F none \"$@\"\n");
        if (!ssh.toFile().setExecutable(true)) {
            throw new IOException(ssh + " cannot be made executable");
        }
        List<String> words = new ArrayList<>(List.of(
                "sh",
                "-c",
                "cd \"$0\" && exec \"$@\"",
                playbooks.toString(),
                program.path().toString()));
        words.addAll(List.of(arguments));
        return new Command(home, PATIENCE)
                .with("HOME", home.toString())
                .with("PATH", bin + ":" + System.getenv("PATH"))
                .with("LC_ALL", "C.UTF-8")
                .with("ANSIBLE_HOME", home.resolve("ansible").toString())
                .with("ANSIBLE_LOCAL_TEMP", home.resolve("local").toString())
                .with("ANSIBLE_REMOTE_TMP", home.resolve("remote").toString())
                .with("ANSIBLE_SSH_CONTROL_PATH_DIR", home.resolve("cp").toString())
                .with("ANSIBLE_PYTHON_INTERPRETER", "/usr/bin/python3")
                .with("ANSIBLE_NOCOLOR", "1")
                .with("NO_COLOR", "1")
                .run(words);
    }
}
