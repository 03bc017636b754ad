package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.shipping.ScriptRun.Outcome;
import io.github.apim.shipping.ScriptRun.Running;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done on machines holds whoever else is at work there, and whatever shell and tools they have. */
@Timeout(600)
@Needs({Need.SH, Need.BASH, Need.BUSYBOX, Need.SHA256SUM})
class OnMachineTest {

    /** How often two runs are let meet; {@code -Dapim.rounds=150} for long tries. */
    private static final int ROUNDS = Integer.getInteger("apim.rounds", 15);

    /** The longest time between two runs, in milliseconds. */
    private static final int APART = 90;

    private static final int FILES = 5;

    @TempDir
    Path folder;

    private Path machine;
    private String sha256;
    private ScriptRun script;

    /** The shells and tools of machines. */
    enum Kind {
        DASH,
        BASH,
        BUSYBOX;

        ScriptRun on(ScriptRun script) throws IOException {
            return switch (this) {
                case DASH -> script.by(Need.SH.path().toString());
                case BASH -> script.by(Need.BASH.path().toString());
                case BUSYBOX -> script.ofBusybox();
            };
        }
    }

    @BeforeEach
    void tarball() throws IOException {
        machine = Files.createDirectories(folder.resolve("machine"));
        sha256 = home("1").write(machine, "km");
        script = new ScriptRun(folder.resolve("script"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoFirstInstallationsAtOnceLeaveAWholeReleaseAndNothingElse(Kind kind) throws Exception {
        ScriptRun both = kind.on(script);
        for (int round = 0; round < ROUNDS; round++) {
            Path directory = Files.createDirectories(folder.resolve("round-" + round));
            Files.copy(machine.resolve("km.tar.gz"), directory.resolve("km.tar.gz"));
            Running first = both.start("unpack", directory.toString(), "km", sha256);
            TimeUnit.MILLISECONDS.sleep(round * 37L % APART);
            Outcome second = both.run("unpack", directory.toString(), "km", sha256);
            List<Outcome> ends = List.of(first.end(), second);

            assertThat(ends).as("round %d", round).anyMatch(end -> end.code() == 0);
            assertThat(ends)
                    .as("round %d", round)
                    .allMatch(end -> end.code() == 0
                            || end.err().startsWith("somebody else is installing into " + directory + "/km just now"));
            assertWhole(directory);
            assertThat(names(directory.resolve("km/releases"))).containsExactly(sha256);
            assertThat(both.run("look", directory.toString(), "km", sha256, "1").lines())
                    .contains("unpacked");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyShellAndItsToolsInstallAndRollBack(Kind kind) throws IOException {
        ScriptRun any = kind.on(script);
        String first = sha256;
        succeeded(any.run("unpack", at(), "km", first));
        succeeded(any.run("switch", at(), "km", first, "install", "1"));
        Files.writeString(machine.resolve("km/current/repository/logs/kept.log"), "kept");
        Path part = machine.resolve(".km.tar.gz.1.part");
        succeeded(any.run("make", at(), "km", part.toString()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
                .isEqualTo("rw-------");
        String second = home("2").write(folder.resolve("next"), "km");
        Files.write(part, Files.readAllBytes(folder.resolve("next/km.tar.gz")));

        succeeded(any.run("receive", at(), "km", second, part.toString()));
        succeeded(any.run("unpack", at(), "km", second));
        succeeded(any.run("carry", at(), "km", second, "repository/logs"));
        assertThat(any.run("switch", at(), "km", second, "install", "2").out()).isEmpty();
        assertThat(machine.resolve("km/current/repository/conf/version.txt")).hasContent("2");
        assertThat(machine.resolve("km/current/repository/logs/kept.log")).hasContent("kept");
        assertThat(any.run("look", at(), "km", second, "" + Files.size(machine.resolve("km.tar.gz")))
                        .lines())
                .contains("tarball same", "unpacked", "current " + second, "running ", "replaced " + first)
                .contains("release " + first, "release " + second);

        succeeded(any.run("switch", at(), "km", first, "rollback", "2147483647"));
        assertThat(machine.resolve("km/current/repository/conf/version.txt")).hasContent("1");
        assertThat(any.run("switch", at(), "km", second, "install", "1").lines())
                .containsExactly("removed " + first);
        assertThat(names(machine.resolve("km/releases"))).containsExactly(second);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLayerIsUnpackedOverItsBaseAndWhatItDropsIsDeleted(Kind kind) throws IOException {
        ScriptRun any = kind.on(script);
        sha256 = home("1").ofPack(1000).writeLayer(machine, "km");
        String base = TestHome.sha256(machine.resolve(TestHome.BASE + ".tar.gz"));

        succeeded(any.run("unpack", at(), "km", sha256, TestHome.BASE, base));
        Path release = machine.resolve("km/releases").resolve(sha256);
        assertThat(names(release)).containsExactlyInAnyOrder("pack", "bin", ".apim", "repository", "ballast");
        assertThat(names(release.resolve(".apim"))).containsExactly("manifest.json");
        assertThat(release.resolve("repository/conf/version.txt")).hasContent("1");
    }

    @Test
    void aLayerIsNotUnpackedWithoutItsBase() throws IOException {
        sha256 = home("1").ofPack(1000).writeLayer(machine, "km");
        Path base = machine.resolve(TestHome.BASE + ".tar.gz");
        String right = TestHome.sha256(base);

        assertThat(script.run("unpack", at(), "km", sha256).err())
                .contains("km.tar.gz is a layer, and nobody says over which base; ship km again");
        assertThat(script.run("unpack", at(), "km", sha256, TestHome.BASE, "0".repeat(64))
                        .err())
                .contains("pack-1.0.base.tar.gz is not the base that was sent, or is gone; ship km again");
        Files.delete(base);
        assertThat(script.run("unpack", at(), "km", sha256, TestHome.BASE, right)
                        .err())
                .contains("pack-1.0.base.tar.gz is not the base that was sent, or is gone; ship km again");
        assertThat(script.run("look", at(), "km", sha256, "1").lines()).doesNotContain("unpacked");
    }

    @Test
    void aReleaseThatLacksWhatEveryHomeHasIsNotUnpackedAndIsUnpackedAgain() throws IOException {
        succeeded(script.run("unpack", at(), "km", sha256));
        Path release = machine.resolve("km/releases").resolve(sha256);
        Files.delete(release.resolve("bin/start-node.sh"));
        Files.createDirectories(release.resolve("." + sha256 + ".part/bin"));

        assertThat(script.run("look", at(), "km", sha256, "1").lines()).doesNotContain("unpacked");
        assertThat(script.run("switch", at(), "km", sha256, "install", "3").err())
                .isEqualTo("there is no whole release " + sha256 + " in " + machine + "/km");

        succeeded(script.run("unpack", at(), "km", sha256));
        assertWhole(machine);
        assertThat(script.run("look", at(), "km", sha256, "1").lines()).contains("unpacked");
    }

    @Test
    @Needs(Need.FLOCK)
    void whoeverIsAtWorkIsWaitedForByNobodyAndSaid() throws Exception {
        succeeded(script.run("unpack", at(), "km", sha256));
        Process holder = new ProcessBuilder(
                        Need.FLOCK.path().toString(),
                        machine.resolve("km/.lock").toString(),
                        "sh",
                        "-c",
                        "echo holds; exec sleep 60")
                .start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('h');
            for (List<String> words : List.of(
                    List.of("unpack", at(), "km", sha256),
                    List.of("carry", at(), "km", sha256, "x"),
                    List.of("switch", at(), "km", sha256, "install", "3"),
                    List.of("stop", at(), "km"),
                    List.of("start", at(), "km", "1"))) {
                assertThat(script.run(words.toArray(String[]::new)).err())
                        .isEqualTo("somebody else is installing into " + machine + "/km just now");
            }
            assertThat(script.run("look", at(), "km", sha256, "1").code()).isZero();
        } finally {
            holder.descendants().forEach(ProcessHandle::destroyForcibly);
            holder.destroyForcibly();
        }
    }

    @Test
    void aLockWithoutFlockWhoseProcessHasEndedIsTaken() throws IOException {
        ScriptRun busybox = script.ofBusybox();
        succeeded(busybox.run("unpack", at(), "km", sha256));
        Path lock = machine.resolve("km/.locked");
        assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
        long own = ProcessHandle.current().pid();

        Files.createSymbolicLink(lock, Path.of("" + own));
        assertThat(busybox.run("stop", at(), "km").err())
                .startsWith("somebody else is installing into " + machine + "/km just now: process " + own);
        Files.delete(lock);
        Files.createSymbolicLink(lock, Path.of("4194999"));

        succeeded(busybox.run("stop", at(), "km"));
        assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void lookingRunsNothingThatLiesOnTheMachine() throws IOException {
        succeeded(script.run("unpack", at(), "km", sha256));
        succeeded(script.run("switch", at(), "km", sha256, "install", "3"));
        Path trace = folder.resolve("was-run");
        Path launcher = machine.resolve("km/current/bin/start-node.sh");
        Files.writeString(launcher, "#!/bin/sh\ntouch '" + trace + "'\n");

        assertThat(script.run("look", at(), "km", sha256, "1").lines()).contains("running ");
        assertThat(trace).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wso2server.sh", "activemq"})
    void theReleaseThatRunsIsFoundByItsProcesses(String server) throws Exception {
        String second = home("2").write(folder.resolve("next"), "km");
        succeeded(script.run("unpack", at(), "km", sha256));
        Files.copy(
                folder.resolve("next/km.tar.gz"),
                machine.resolve("km.tar.gz"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        succeeded(script.run("unpack", at(), "km", second));
        Path bin = machine.toRealPath().resolve("km/releases").resolve(sha256).resolve("bin");
        Files.writeString(bin.resolve(server), "sleep 60\nexit\n");
        // Whoever only looks at a server's files is no server.
        Process reader = new ProcessBuilder(
                        "tail",
                        "-f",
                        bin.resolveSibling("../" + second + "/bin/start-node.sh")
                                .normalize()
                                .toString())
                .start();
        Process process = new ProcessBuilder("sh", bin.resolve(server).toString(), "console").start();
        try {
            for (Kind kind : Kind.values()) {
                assertThat(kind.on(script).run("look", at(), "km", second, "1").lines())
                        .as("%s", kind)
                        .contains("running " + sha256);
            }
        } finally {
            for (Process one : List.of(process, reader)) {
                one.descendants().forEach(ProcessHandle::destroyForcibly);
                one.destroyForcibly().waitFor();
            }
        }
        assertThat(script.run("look", at(), "km", second, "1").lines()).contains("running ");
    }

    @Test
    @Needs(Need.PYTHON3)
    void aServerThatWasStartedDoesNotKeepTheLock() throws Exception {
        succeeded(script.run("unpack", at(), "km", sha256));
        succeeded(script.run("switch", at(), "km", sha256, "install", "3"));
        try {
            succeeded(script.run("start", at(), "km", "10"));

            succeeded(script.run("carry", at(), "km", sha256, "x"));
            succeeded(script.run("stop", at(), "km"));
            assertThat(Files.readString(folder.resolve("events"))).isEqualTo("start node\nstop node\n");
        } finally {
            Command.endAllOf(machine);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"km", "km/.apim-node", "km/releases", "."})
    void whatOthersOwnOrMayWriteToIsLeftAloneAlsoByALook(String place) throws Exception {
        succeeded(script.run("unpack", at(), "km", sha256));
        succeeded(script.run("switch", at(), "km", sha256, "install", "3"));
        Path shared = machine.resolve(place).normalize();

        for (String mode : List.of("775", "757", "777")) {
            mode(shared, mode);
            assertLeftAlone(shared);
        }
        mode(shared, "755");
        assertThat(script.run("look", at(), "km", sha256, "1").lines()).contains("current " + sha256);
        Files.setOwner(shared, nobody());
        assertLeftAlone(shared);
    }

    private void assertLeftAlone(Path shared) throws IOException {
        for (List<String> words : List.of(
                List.of("look", at(), "km", sha256, "1"),
                List.of("make", at(), "km", machine.resolve(".km.tar.gz.1.part").toString()),
                List.of("unpack", at(), "km", sha256),
                List.of("switch", at(), "km", sha256, "install", "1"),
                List.of("stop", at(), "km"),
                List.of("start", at(), "km", "1"))) {
            Outcome outcome = script.run(words.toArray(String[]::new));
            assertThat(outcome.code()).as("%s", words).isEqualTo(1);
            assertThat(outcome.out()).as("%s", words).isEmpty();
            assertThat(outcome.err()).as("%s", words).startsWith(shared + " (").contains(") is left alone: ");
        }
    }

    @Test
    @Needs(Need.ROOT)
    void besideOthersInAStickyFolderOnlyWhatIsOursIsBelieved() throws Exception {
        mode(machine, "1777");
        Path part = machine.resolve(".km.tar.gz." + sha256 + ".part");
        Files.write(part, new byte[10]);
        succeeded(script.run("make", at(), "km", part.toString()));
        assertThat(script.run("look", at(), "km", sha256, "1").lines()).anyMatch(line -> line.startsWith("part 10 "));
        Files.createLink(folder.resolve("second-name"), part);
        assertForeignPart(part);
        Files.delete(part);
        Files.createSymbolicLink(part, folder.resolve("second-name"));
        assertForeignPart(part);
        Files.delete(part);
        Files.write(part, new byte[10]);
        Files.setOwner(part, nobody());
        assertForeignPart(part);
        Files.setOwner(machine.resolve("km.tar.gz"), nobody());
        assertThat(script.run("look", at(), "km", sha256, "" + Files.size(machine.resolve("km.tar.gz")))
                        .lines())
                .contains("tarball other");
        assertThat(script.run("unpack", at(), "km", sha256).err()).contains("is not the tarball that was sent");
    }

    private void assertForeignPart(Path part) throws IOException {
        assertThat(script.run("look", at(), "km", sha256, "1").lines()).noneMatch(line -> line.startsWith("part "));
        assertThat(script.run("make", at(), "km", part.toString()).err()).contains("belongs to somebody else");
        assertThat(script.run("receive", at(), "km", sha256, part.toString()).code())
                .isEqualTo(1);
    }

    @Test
    void aHistoryThatSpeaksOfOtherPlacesNamesNoReleases() throws IOException {
        succeeded(script.run("unpack", at(), "km", sha256));
        String odd = ("../../../" + "/".repeat(64)).substring(0, 57) + "/victim";
        Path victim = Files.createDirectories(folder.resolve("victim/bin"));
        Files.writeString(victim.resolve("start-node.sh"), "");
        assertThat(odd).hasSize(64);
        Files.writeString(
                machine.resolve("km/.apim-node"),
                Files.readString(machine.resolve("km/.apim-node")) + "now unpack " + odd + "\nnow install " + odd + " "
                        + odd + "\n");
        Files.createSymbolicLink(machine.resolve("km/current"), Path.of("releases/" + odd));

        assertThat(script.run("look", at(), "km", sha256, "1").lines())
                .contains("current ", "replaced ", "running ", "release " + sha256)
                .noneMatch(line -> line.contains("victim"));
        assertThat(script.run("switch", at(), "km", odd, "install", "1").code()).isEqualTo(1);
        assertThat(script.run("switch", at(), "km", sha256, "install", "1").out())
                .isEmpty();
        assertThat(victim).exists();
    }

    @Test
    @Needs(Need.SHELLCHECK)
    void theScriptIsPlainToShellcheck() throws Exception {
        Path file = Files.writeString(folder.resolve("on-machine.sh"), MachineScript.TEXT);

        Command.Result result = new Command(folder, Duration.ofMinutes(1))
                .run(List.of(Need.SHELLCHECK.path().toString(), "-s", "sh", file.toString()));

        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isZero();
    }

    private TestHome home(String version) {
        return TestHome.of(folder.resolve("events"), version);
    }

    private String at() {
        return machine.toString();
    }

    private void assertWhole(Path directory) throws IOException {
        Path release = directory.resolve("km/releases").resolve(sha256);
        try (Stream<Path> files = Files.walk(release)) {
            assertThat(files.filter(Files::isRegularFile)).as("%s", release).hasSize(FILES);
        }
    }

    private static void succeeded(Outcome outcome) {
        assertThat(outcome.code()).as("%s", outcome).isZero();
    }

    private static void mode(Path place, String mode) throws Exception {
        assertThat(new ProcessBuilder("chmod", mode, place.toString()).start().waitFor())
                .isZero();
    }

    /** Another user, to whom only root can give something. */
    private static java.nio.file.attribute.UserPrincipal nobody() throws IOException {
        return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
