package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.Ansible.Run;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestHome;
import io.github.apim.testing.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Ansible plays what is written for it, on machines behind real OpenSSH servers. */
@Timeout(900)
@Needs({Need.SSH, Need.SSHD, Need.SSH_KEYGEN})
class AnsibleIT {

    private static final String RESTART = "apim_restart=true";

    @TempDir
    Path folder;

    private AnsibleFleet fleet;

    @AfterEach
    void end() throws IOException {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    @Needs({Need.ANSIBLE_PLAYBOOK, Need.PYTHON3})
    void aFreshMachineIsPredictedThenInstalledAndThenLeftAsItIs() throws Exception {
        fleet = new AnsibleFleet(folder, "keys").companions();
        Map<String, String> releases = fleet.build("1");

        Run predicted = fleet.play("site.yml", "--check").succeeded();
        assertThat(predicted.changes().keySet()).containsExactlyInAnyOrderElementsOf(AnsibleFleet.NODES);
        assertThat(predicted.changes().values()).doesNotContain(0);
        assertThat(files(folder.resolve("machines"))).isEmpty();

        Run installed = fleet.play("site.yml").succeeded();
        assertThat(installed.changes()).isEqualTo(predicted.changes());
        for (String node : AnsibleFleet.NODES) {
            assertThat(Files.readSymbolicLink(fleet.current(node))).hasToString("releases/" + releases.get(node));
            assertThat(fleet.version(node)).isEqualTo("1");
        }
        assertThat(fleet.takeEvents()).as("nothing is started unasked").isEmpty();

        List<String> found = Trees.folder(folder.resolve("machines"));
        assertThat(fleet.play("site.yml").succeeded().changes().values()).containsOnly(0);
        assertThat(fleet.play("site.yml", "--check").succeeded().changes().values())
                .containsOnly(0);

        fleet.shipAndInstall();
        assertThat(Trees.folder(folder.resolve("machines")))
                .as("apim:ship finds nothing to do either")
                .isEqualTo(found);
    }

    @Test
    @Needs({Need.ANSIBLE_PLAYBOOK, Need.PYTHON3})
    void aBaseIsSentOnceForTheNodesOfAMachineAndLayersAreUnpackedOverIt() throws Exception {
        fleet = new AnsibleFleet(folder, "keys").companions();
        for (String node : AnsibleFleet.NODES) {
            fleet.home(node, "1").ofPack(1_000_000).writeLayer(fleet.tarballs(), node);
        }
        Run predicted = fleet.play("site.yml", "--check").succeeded();
        assertThat(files(folder.resolve("machines"))).isEmpty();

        Run installed = fleet.play("site.yml").succeeded();
        assertThat(installed.changes()).isEqualTo(predicted.changes());
        for (String node : AnsibleFleet.NODES) {
            assertThat(fleet.version(node)).isEqualTo("1");
            assertThat(fleet.current(node).resolve("pack")).hasSize(1_000_000);
            assertThat(fleet.current(node).resolve("gone")).doesNotExist();
            assertThat(fleet.directory(node).resolve(TestHome.BASE + ".tar.gz"))
                    .hasSameBinaryContentAs(fleet.tarballs().resolve(TestHome.BASE + ".tar.gz"));
        }
        assertThat(fleet.play("site.yml").succeeded().changes().values()).containsOnly(0);

        Files.writeString(fleet.tarballs().resolve(TestHome.BASE + ".tar.gz"), "damaged");
        assertThat(fleet.play("site.yml", "--limit", "km").failed().log())
                .contains("is missing, or is not the base that km was built over");
    }

    @Test
    @Needs({Need.ANSIBLE_PLAYBOOK, Need.PYTHON3})
    void nodesAreRestartedInTheStartOrderUntilOneFails() throws Exception {
        fleet = new AnsibleFleet(folder, "keys").companions();
        fleet.build("1");
        fleet.shipAndInstall();

        Run started = fleet.play("site.yml", "-e", RESTART).succeeded();
        assertThat(started.changes().values())
                .as("what apim:ship has installed is only started")
                .containsOnly(1);
        assertThat(fleet.takeEvents()).containsExactly("start km", "start store", "start worker-1", "start worker-2");

        fleet.build("2");
        fleet.home("store", "2").dying().write(fleet.tarballs(), "store");
        Run rolled = fleet.play("site.yml", "-e", RESTART).failed();
        assertThat(rolled.log()).contains("started, but ended before it listened to ");
        assertThat(fleet.takeEvents()).containsExactly("stop km", "start km", "stop store", "start store");
        assertThat(versions()).containsExactly("worker-1 1", "worker-2 1", "store 2", "km 2");

        Run back = fleet.play("rollback.yml", "-e", RESTART).succeeded();
        assertThat(fleet.takeEvents()).containsExactly("stop km", "start km", "start store");
        assertThat(versions()).containsExactly("worker-1 1", "worker-2 1", "store 1", "km 1");
        assertThat(back.changes()).containsEntry("worker-1", 0).containsEntry("worker-2", 0);
    }

    @Test
    @Needs({Need.ANSIBLE_PLAYBOOK, Need.PYTHON3})
    void aNodeWhoseChangeFailsRunsOnAsItWas() throws Exception {
        fleet = new AnsibleFleet(folder, "keys").companions();
        Map<String, String> first = fleet.build("1");
        fleet.play("site.yml", "--limit", "km:store", "-e", RESTART).succeeded();
        fleet.takeEvents();
        Path inTheWay = fleet.directory("km").resolve("km/.current.part");
        Files.createDirectories(inTheWay);
        fleet.build("2");

        Run failed =
                fleet.play("site.yml", "--limit", "km:store", "-e", RESTART).failed();

        assertThat(failed.log()).containsPattern("km was not changed: .*\\.current\\.part");
        assertThat(fleet.takeEvents()).containsExactly("stop km", "start km");
        assertThat(fleet.version("km")).isEqualTo("1");
        assertThat(fleet.version("store")).isEqualTo("1");

        Files.delete(inTheWay);
        fleet.play("site.yml", "--limit", "km").succeeded();
        assertThat(fleet.version("km")).isEqualTo("2");
        fleet.play(
                        "rollback.yml",
                        "--limit",
                        "km",
                        "-e",
                        "apim_rollback_to=" + first.get("km").substring(0, 8))
                .succeeded();
        assertThat(fleet.version("km")).isEqualTo("1");
        assertThat(fleet.play("rollback.yml", "--limit", "km", "-e", "apim_rollback_to=0123")
                        .failed()
                        .log())
                .contains("first digits of one release; there")
                .contains(first.get("km"));
    }

    @Test
    @Needs({Need.ANSIBLE_PLAYBOOK, Need.PYTHON3})
    void machinesAndTarballsAreCheckedBeforeAnythingIsDone() throws Exception {
        fleet = new AnsibleFleet(folder, "keys").companions();
        fleet.build("1");
        fleet.check("127.0.0.1", "echo 'MISSING  Java 7'\nexit 1\n");

        assertThat(fleet.play("site.yml", "--limit", "km").failed().log()).contains("MISSING  Java 7");
        assertThat(files(folder.resolve("machines"))).isEmpty();

        Files.writeString(fleet.tarballs().resolve("km.tar.gz"), "damaged");
        assertThat(fleet.play("site.yml", "--limit", "km").failed().log()).contains("or is not what its .sha256 says");
        assertThat(files(folder.resolve("machines"))).isEmpty();
    }

    @Test
    @Needs({Need.ANSIBLE_PLAYBOOK, Need.PYTHON3})
    void namesThatShellsAndTemplatesWouldExpandStayAsTheyAre() throws Exception {
        String odd = "logs/{{ 7*7 }} $HOME it's %h";
        fleet = new AnsibleFleet(folder, "{{ 7*7 }} \"%h\" it's {% raw %}")
                .shipping("keep: [ \"" + odd + "\" ]")
                .throughTheSecondMachine()
                .companions();
        fleet.build("1");
        fleet.play("site.yml", "--limit", "km").succeeded();
        Path kept = fleet.current("km").resolve(odd);
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, "kept");

        fleet.build("2");
        Files.writeString(fleet.ansible().resolve("mine.yml"), """
                ---
                - name: A playbook of the user's
                  hosts: apim_key_manager
                  gather_facts: false
                  roles:
                    - apim
                """);
        fleet.play("mine.yml").succeeded();

        assertThat(fleet.version("km")).isEqualTo("2");
        assertThat(fleet.current("km").resolve(odd)).hasContent("kept");
        assertThat(fleet.connectionsOfTheSecondMachine()).isPositive();
    }

    /** Paths that a template, a shell, an option, a format or a list would make something else of. */
    private static final List<String> HOSTILE_PATHS = List.of(
            "logs/{{ lookup('pipe', 'touch PWNED') }}",
            "logs/{% raw %}",
            "logs/{# note #}",
            "logs/$(touch PWNED)",
            "logs/`touch PWNED`",
            "logs/it's \"quoted\"",
            "-rf",
            "logs/%(user)s %h",
            "logs/*",
            "logs/; touch PWNED");

    @Needs({Need.ANSIBLE_PLAYBOOK, Need.PYTHON3})
    @Test
    void whateverIsKeptIsOnlyAName() throws Exception {
        Path pwned = folder.resolve("PWNED");
        List<String> paths = HOSTILE_PATHS.stream()
                .map(path -> path.replace("PWNED", pwned.toString()))
                .toList();
        StringBuilder keep = new StringBuilder("keep:");
        paths.forEach(
                path -> keep.append("\n    - '").append(path.replace("'", "''")).append('\''));
        fleet = new AnsibleFleet(folder, "keys").shipping(keep.toString()).companions();
        fleet.build("1");
        fleet.play("site.yml", "--limit", "km").succeeded();
        for (String path : paths) {
            Path kept = fleet.current("km").resolve(path);
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, path);
        }

        fleet.build("2");
        fleet.play("site.yml", "--limit", "km").succeeded();

        assertThat(fleet.version("km")).isEqualTo("2");
        assertThat(paths)
                .hasSize(10)
                .allSatisfy(
                        path -> assertThat(fleet.current("km").resolve(path)).hasContent(path));
        assertThat(pwned).doesNotExist();
    }

    @Test
    @Needs({Need.ANSIBLE_PLAYBOOK, Need.PYTHON3})
    void thePasswordOfTheKeyStoreComesFromAVaultedVariable() throws Exception {
        fleet = new AnsibleFleet(folder, "keys").sealed().companions();
        fleet.build("1");
        String place = "apim_password_file=" + folder.resolve("etc") + "/{{ apim_node }}.password";

        assertThat(fleet.play("site.yml", "-e", place).failed().log())
                .contains("apim_keystore_password in group_vars/apim_nodes/vault.yml");
        Path opener = Files.writeString(folder.resolve("opener"), "opens the vault\n");
        fleet.vault(opener, "apim_keystore_password: \"hidden$(id)'%s\"\n");
        String[] words = {"site.yml", "-e", place, "--vault-password-file", opener.toString(), "-vvv", "--diff"};
        Run installed = fleet.play(words).succeeded();

        assertThat(installed.log()).doesNotContain("hidden$");
        for (String node : AnsibleFleet.NODES) {
            Path file = folder.resolve("etc/" + node + ".password."
                    + fleet.current(node).toRealPath().getFileName());
            assertThat(file).hasContent("hidden$(id)'%s");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(fleet.play(words).succeeded().changes().values()).containsOnly(0);

        Path before = fleet.current("km").toRealPath().getFileName();
        fleet.build("2");
        fleet.vault(opener, "apim_keystore_password: \"another\"\n");
        fleet.play(words).succeeded();

        assertThat(folder.resolve("etc/km.password." + before))
                .as("what the release to go back to opens its key store with")
                .hasContent("hidden$(id)'%s");
        assertThat(folder.resolve(
                        "etc/km.password." + fleet.current("km").toRealPath().getFileName()))
                .hasContent("another");
    }

    @Test
    @Needs(Need.ANSIBLE_LINT)
    void ansibleLintFindsNothing() throws Exception {
        fleet = new AnsibleFleet(folder, "keys")
                .shipping("keep: [ repository/logs, \"logs/{{ 7*7 }}\" ]")
                .throughTheSecondMachine()
                .companions();

        Command.Result result = fleet.run(Need.ANSIBLE_LINT, "--offline", "--strict", "--profile", "production");

        assertThat(result.code()).as("%s", result.out() + result.err()).isZero();
        assertThat(result.err()).containsPattern("Passed with production profile: 0 failure.* on 1[0-9] files");
    }

    private List<String> versions() throws IOException {
        List<String> versions = new ArrayList<>();
        for (String node : AnsibleFleet.NODES) {
            versions.add(node + " " + fleet.version(node));
        }
        return versions;
    }

    private static List<Path> files(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
