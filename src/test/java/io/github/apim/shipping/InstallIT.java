package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.FreePorts;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Releases are unpacked, made current, rolled back and restarted on real OpenSSH servers. */
@Timeout(600)
@Needs({Need.SSHD, Need.SSH_KEYGEN})
class InstallIT {

    @TempDir
    Path folder;

    private Fleet fleet;

    @BeforeEach
    void machines() throws IOException {
        fleet = new Fleet(folder);
    }

    @AfterEach
    void end() throws IOException {
        stopServers();
        fleet.close();
    }

    @Test
    void shippedInstalledChangedInstalledAndRolledBack() throws IOException {
        fleet.machine("km", "key-manager").shipping("keep: [ repository/logs ]");
        String first = home("1").write(fleet.tarballs(), "km");
        Journal installed = fleet.install();
        assertThat(installed.failure()).as("%s", installed.lines()).isEmpty();
        assertThat(Files.readSymbolicLink(current("km"))).hasToString("releases/" + first);
        assertThat(current("km").resolve("repository/conf/version.txt")).hasContent("1");
        Files.writeString(current("km").resolve("repository/logs/carbon.log"), "since the first");

        String second = home("2").write(fleet.tarballs(), "km");
        Journal changed = fleet.install();
        assertThat(changed.failure()).as("%s", changed.lines()).isEmpty();
        assertThat(changed.lines()).last().asString().endsWith(", before it was " + first.substring(0, 12) + "…");
        assertThat(Files.readSymbolicLink(current("km"))).hasToString("releases/" + second);
        assertThat(current("km").resolve("repository/conf/version.txt")).hasContent("2");
        assertThat(current("km").resolve("repository/logs/carbon.log")).hasContent("since the first");
        assertThat(current("km").resolve("repository/logs/shipped.log")).hasContent("1");

        assertThat(fleet.install().lines())
                .containsExactly(
                        "km: is on [127.0.0.1]:" + fleet.machine("km").port() + " already",
                        "km: current is " + second.substring(0, 12) + "… already");

        assertThat(fleet.dryRun(true).rollBack().lines())
                .containsExactly("km: would be rolled back to " + first.substring(0, 12) + "…");
        assertThat(Files.readSymbolicLink(current("km"))).hasToString("releases/" + second);

        assertThat(fleet.dryRun(false).rollBack().lines())
                .containsExactly("km: rolled back to " + first.substring(0, 12) + "…");
        assertThat(current("km").resolve("repository/conf/version.txt")).hasContent("1");

        assertThat(fleet.rollBack().lines())
                .as("a second run goes back no further")
                .containsExactly("km: stays at " + first.substring(0, 12) + "…: no installation is left to be undone");
        assertThat(current("km").resolve("repository/conf/version.txt")).hasContent("1");
    }

    @Test
    void onlyTheLastReleasesStayAndAnOlderOneCanBeNamed() throws IOException {
        fleet.machine("km", "key-manager").shipping("releases: 2");
        List<String> releases = new ArrayList<>();
        for (String version : List.of("1", "2", "3")) {
            releases.add(home(version).write(fleet.tarballs(), "km"));
            fleet.install();
        }

        assertThat(releases("km")).containsExactlyInAnyOrder(releases.get(1), releases.get(2));
        assertThat(fleet.goingBackTo(releases.get(0).substring(0, 8)).rollBack().lines())
                .singleElement()
                .asString()
                .contains("km failed: no release begins with " + releases.get(0).substring(0, 8) + "; there are ");
        fleet.goingBackTo(releases.get(1).substring(0, 8)).rollBack();
        assertThat(current("km").resolve("repository/conf/version.txt")).hasContent("2");
    }

    @Test
    void whatTheGoalDidNotMakeIsLeftAlone() throws IOException {
        fleet.machine("km", "key-manager");
        home("1").write(fleet.tarballs(), "km");
        Path foreign = Files.createDirectories(fleet.directory("km").resolve("km"));
        Files.writeString(foreign.resolve("wso2server.sh"), "by hand");

        Journal journal = fleet.install();

        assertThat(journal.lines()).singleElement().asString().contains("was not made by this goal and is left alone");
        assertThat(names(foreign)).containsExactly("wso2server.sh");
        assertThat(names(fleet.directory("km"))).containsExactly("km");
    }

    @Test
    void aForeignReleaseAndAFolderCalledCurrentAreLeftAlone() throws IOException {
        fleet.machine("km", "key-manager").shipping("releases: 2");
        home("1").write(fleet.tarballs(), "km");
        fleet.install();
        Path mine = Files.createDirectories(fleet.directory("km").resolve("km/releases/" + "f".repeat(64)));
        for (String version : List.of("2", "3", "4")) {
            home(version).write(fleet.tarballs(), "km");
            fleet.install();
        }
        assertThat(mine).isDirectory();

        Files.delete(current("km"));
        Files.createDirectory(current("km"));
        home("5").write(fleet.tarballs(), "km");

        assertThat(fleet.install().lines()).last().asString().contains("current is not a link and is left alone");
        assertThat(Files.isDirectory(current("km"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void theMachinesCheckIsRunFirst() throws IOException {
        fleet.machine("km", "key-manager");
        home("1").write(fleet.tarballs(), "km");
        Path check = fleet.check("127.0.0.1");
        Files.writeString(check, "echo 'no Java 7 is installed' >&2\nexit 1\n");

        assertThat(fleet.install().lines()).containsExactly("km failed: " + check + " says: no Java 7 is installed");
        assertThat(names(fleet.directory("km"))).isEmpty();

        Files.writeString(check, "exit 0\n");
        assertThat(fleet.install().lines()).first().asString().contains(" passes ");
    }

    @Test
    void namesThatShellsWouldExpandStayAsTheyAre() throws IOException {
        fleet.machine("km", "key-manager").shipping("keep: [ \"logs/$(touch pwned) it's; *\" ]");
        home("1").write(fleet.tarballs(), "km");
        fleet.install();
        Path odd = Files.createDirectories(current("km").resolve("logs"));
        Files.writeString(odd.resolve("$(touch pwned) it's; *"), "kept");

        home("2").write(fleet.tarballs(), "km");
        Journal journal = fleet.install();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(current("km").resolve("logs/$(touch pwned) it's; *")).hasContent("kept");
        assertThat(names(current("km").resolve("logs"))).hasSize(1);
    }

    @Test
    @Needs(Need.PYTHON3)
    void nodesAreRestartedOneByOneInTheStartOrder() throws IOException {
        Map<String, Integer> ports = new HashMap<>();
        fleet.machine("worker", "gateway-worker").machine("km", "key-manager").beside("km", "is", "identity-server");
        for (String node : List.of("worker", "km", "is")) {
            ports.put(node, FreePorts.next());
            started(node, "1", ports).write(fleet.tarballs(), node);
        }
        fleet.restart(node -> List.of(ports.get(node.name())));

        Journal first = fleet.install();

        assertThat(first.failure()).as("%s", first.lines()).isEmpty();
        assertThat(eventNodes()).containsExactly("start is", "start km", "start worker");

        assertThat(fleet.install().lines())
                .filteredOn(line -> line.endsWith(" already") && line.contains(" runs "))
                .hasSize(3);
        assertThat(eventNodes()).hasSize(3);

        started("km", "2", ports).write(fleet.tarballs(), "km");
        assertThat(fleet.install().failure()).isEmpty();
        assertThat(eventNodes()).endsWith("start worker", "stop km", "start km");

        assertThat(fleet.rollBack().failure()).isEmpty();
        assertThat(current("km").resolve("repository/conf/version.txt")).hasContent("1");
        assertThat(eventNodes()).endsWith("stop km", "start km", "stop km", "start km");
    }

    @Test
    void aNodeThatDoesNotComeUpKeepsThoseAfterItAsTheyAre() throws IOException {
        int port = FreePorts.next();
        fleet.machine("km", "key-manager").machine("worker", "gateway-worker");
        home("1").write(fleet.tarballs(), "worker");
        fleet.restart(node -> List.of(port));
        home("1").dying().write(fleet.tarballs(), "km");

        Journal journal = fleet.install();

        assertThat(journal.lines())
                .anyMatch(line -> line.startsWith("km failed: started, but ended before it listened to " + port))
                .anyMatch(
                        line -> line.equals("worker failed: not restarted, because km failed before; it is as it was"));
        assertThat(current("worker")).doesNotExist();
        assertThat(journal.failure()).startsWith("2 of 2 nodes failed: km, worker");
    }

    private TestHome started(String node, String version, Map<String, Integer> ports) {
        return TestHome.of(folder.resolve("events"), version).called(node).listeningTo("" + ports.get(node));
    }

    private TestHome home(String version) {
        return TestHome.of(folder.resolve("events"), version);
    }

    private Path current(String node) {
        return fleet.directory(node).resolve(node).resolve("current");
    }

    private List<String> releases(String node) throws IOException {
        return names(fleet.directory(node).resolve(node).resolve("releases"));
    }

    private List<String> eventNodes() throws IOException {
        return Files.readAllLines(folder.resolve("events"));
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Ends the listening servers that launchers have started. */
    private void stopServers() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path pid : files.filter(file -> file.endsWith("server.pid")).toList()) {
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }
}
