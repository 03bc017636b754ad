package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SshServer;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is sent to a machine that is not the right one, and nobody logs in with a key that others may have. */
@Timeout(120)
@Needs({Need.SSHD, Need.SSH_KEYGEN})
class LoginIT {

    @TempDir
    Path folder;

    private Fleet fleet;

    @BeforeEach
    void oneMachine() throws IOException {
        fleet = new Fleet(folder).machine("km", "key-manager");
        TestHome.of(folder.resolve("events"), "1").write(fleet.tarballs(), "km");
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    @Test
    void anUnknownHostStopsWithItsFingerprintAndHowToAcceptIt() throws IOException {
        Files.writeString(fleet.knownHosts(), "# nobody\n");

        Journal journal = fleet.ship();

        assertThat(onlyLine(journal))
                .contains("km failed: the host key of [127.0.0.1]:"
                        + fleet.machine("km").port() + " is not known")
                .contains("ssh-ed25519 " + fleet.machine("km").fingerprint())
                .contains("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub")
                .contains("-Dapim.acceptNewHostKeys")
                .contains(fleet.knownHosts().toString());
        assertNothingArrived();
        assertThat(fleet.knownHosts()).hasContent("# nobody");
    }

    @Test
    void anAcceptedHostKeyIsWrittenAsOpenSshReadsIt() throws IOException {
        Files.writeString(fleet.knownHosts(), "# the last line has no end");

        Journal journal = fleet.acceptingNewHostKeys().ship();

        assertThat(journal.failure()).isEmpty();
        assertThat(journal.lines())
                .containsExactly("accepted [127.0.0.1]:" + fleet.machine("km").port() + " ssh-ed25519 "
                        + fleet.machine("km").fingerprint());
        assertThat(fleet.knownHosts())
                .hasContent("# the last line has no end\n" + fleet.machine("km").knownHost());
        assertThat(SshServer.run(
                        Need.SSH_KEYGEN.path().toString(),
                        "-F",
                        "[127.0.0.1]:" + fleet.machine("km").port(),
                        "-f",
                        fleet.knownHosts().toString()))
                .contains("found: line 2");
    }

    @Test
    void aChangedHostKeyIsRefusedEvenIfNewOnesAreAccepted() throws IOException {
        String before = fleet.machine("km").fingerprint();
        fleet.machine("km").stop();
        fleet.machine("km").newHostKey();
        fleet.machine("km").start();

        Journal journal = fleet.acceptingNewHostKeys().ship();

        assertThat(onlyLine(journal))
                .contains("has changed: it was ssh-ed25519 " + before + " (" + fleet.knownHosts() + ":1)")
                .contains("now it is ssh-ed25519 " + fleet.machine("km").fingerprint());
        assertNothingArrived();
    }

    @Test
    void aHashedKnownHostIsFound() throws IOException {
        SshServer.run(
                Need.SSH_KEYGEN.path().toString(),
                "-H",
                "-f",
                fleet.knownHosts().toString());
        assertThat(Files.readString(fleet.knownHosts())).startsWith("|1|").doesNotContain("127.0.0.1");

        assertThat(fleet.ship().failure()).isEmpty();
    }

    @Test
    void aRevokedHostKeyIsRefused() throws IOException {
        Files.writeString(
                fleet.knownHosts(),
                fleet.machine("km").knownHost() + "@revoked * "
                        + fleet.machine("km").knownHost().split(" ", 2)[1]);

        assertThat(onlyLine(fleet.acceptingNewHostKeys().ship()))
                .contains("is revoked: ssh-ed25519 " + fleet.machine("km").fingerprint() + " (" + fleet.knownHosts()
                        + ":2)");
        assertNothingArrived();
    }

    @Test
    void aHostWithACertificateIsKnownByItsKey() throws IOException {
        certified();
        Files.writeString(fleet.knownHosts(), "");

        assertThat(onlyLine(fleet.ship()))
                .contains(" is not known: ssh-ed25519 " + fleet.machine("km").fingerprint() + ". ")
                .contains("'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub'");
        assertNothingArrived();

        assertThat(fleet.acceptingNewHostKeys().ship().failure()).isEmpty();
        assertThat(fleet.knownHosts()).hasContent(fleet.machine("km").knownHost());

        certified();
        assertThat(fleet.ship().failure()).as("with another certificate").isEmpty();
    }

    @Test
    void aKnownAuthorityOfCertificatesMakesNoHostKnown() throws IOException {
        String ca = certified();
        Files.writeString(fleet.knownHosts(), "@cert-authority * " + ca + "\n");

        assertThat(onlyLine(fleet.ship()))
                .contains(" is not known: ssh-ed25519 " + fleet.machine("km").fingerprint());
        assertNothingArrived();
    }

    @Test
    void aRevokedKeyIsRefusedInACertificateToo() throws IOException {
        certified();
        Files.writeString(
                fleet.knownHosts(),
                "@revoked * " + fleet.machine("km").knownHost().split(" ", 2)[1]);

        assertThat(onlyLine(fleet.acceptingNewHostKeys().ship()))
                .contains("is revoked: ssh-ed25519 " + fleet.machine("km").fingerprint());
        assertNothingArrived();
    }

    /** Lets the machine show a new certificate, and returns the key that has signed it. */
    private String certified() throws IOException {
        Path ca = folder.resolve("ca");
        if (!Files.exists(ca)) {
            SshServer.newKey(ca, "ed25519", "");
        }
        fleet.machine("km").certify(ca);
        fleet.machine("km").stop();
        fleet.machine("km").start();
        return String.join(
                " ", List.of(Files.readString(Path.of(ca + ".pub")).split(" ")).subList(0, 2));
    }

    @Test
    void aKeyOfAnotherTypeThatIsKnownIsNoReasonToTakeAnyKey() throws IOException {
        String ecdsa = Files.readString(Path.of(SshServer.newKey(folder.resolve("other-host"), "ecdsa", "") + ".pub"))
                .split(" ")[1];
        Files.writeString(
                fleet.knownHosts(),
                "[127.0.0.1]:" + fleet.machine("km").port() + " ecdsa-sha2-nistp256 " + ecdsa + "\n");

        assertThat(onlyLine(fleet.acceptingNewHostKeys().ship())).contains("has changed: it was ecdsa-sha2-nistp256 ");
        assertNothingArrived();
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        Files.setPosixFilePermissions(fleet.key(), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(onlyLine(fleet.ship()))
                .contains("has the mode rw-r-----")
                .contains("chmod 600 '" + fleet.key() + "'");
        assertNothingArrived();
    }

    @Test
    void aKeyThatTheMachineDoesNotKnowIsSaid() throws IOException {
        Path other = SshServer.newKey(folder.resolve("other"), "ed25519", "");
        fleet.shipping("key: " + other);

        assertThat(onlyLine(fleet.ship()))
                .contains("does not let " + System.getProperty("user.name") + " in with this key")
                .contains("authorized_keys");
        assertNothingArrived();
    }

    @Test
    void aKeyWithAPassphraseNeedsIt() throws IOException {
        Path locked = SshServer.newKey(folder.resolve("locked"), "ed25519", "open sesame");
        fleet.authorize(locked).shipping("key: " + locked);

        assertThat(onlyLine(fleet.ship()))
                .contains("locked has a passphrase; give it as <passphrase> of a <server> in settings.xml")
                .doesNotContain("open sesame");

        fleet.shipping("credentials: { username: x, password: wrong-word }");
        assertThat(onlyLine(fleet.ship()))
                .contains("the passphrase of shipping.credentials does not open the private key " + locked)
                .doesNotContain("wrong-word");
        assertNothingArrived();
    }

    @Test
    void thePassphraseOpensTheKey() throws IOException {
        Path locked = SshServer.newKey(folder.resolve("locked"), "ed25519", "open sesame");
        fleet.authorize(locked)
                .shipping("key: " + locked)
                .shipping("credentials: { username: x, password: open sesame }");

        Journal journal = fleet.ship();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(journal.sent()).containsKey("km");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa", "ed25519"})
    void keysOfAllUsualTypesOpenTheDoor(String type) throws IOException {
        Path key = SshServer.newKey(folder.resolve(type), type, "");
        fleet.authorize(key).shipping("key: " + key);

        Journal journal = fleet.ship();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
    }

    @Test
    void aPemKeyAsCloudsHandItOutOpensTheDoor() throws IOException {
        Path key = SshServer.newKey(folder.resolve("apim.pem"), "rsa", "");
        fleet.authorize(key).shipping("key: " + key);
        SshServer.run(Need.SSH_KEYGEN.path().toString(), "-q", "-p", "-m", "PEM", "-P", "", "-N", "", "-f", "" + key);
        assertThat(Files.readString(key)).startsWith("-----BEGIN RSA PRIVATE KEY-----");

        assertThat(fleet.ship().failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ed25519"})
    @Needs({Need.SSH_ADD, Need.SSH_AGENT})
    void anAgentIsAskedWhereThereIsNoKey(String type) throws Exception {
        Path key = SshServer.newKey(folder.resolve(type), type, "");
        Path socket = folder.resolve("agent");
        Process agent = new ProcessBuilder(Need.SSH_AGENT.path().toString(), "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        try {
            while (!Files.exists(socket)) {
                Thread.sleep(20);
            }
            ProcessBuilder add = new ProcessBuilder(Need.SSH_ADD.path().toString(), "-q", key.toString());
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(add.start().waitFor()).isZero();

            Journal journal = fleet.authorize(key).agent(socket).ship();

            assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        } finally {
            agent.destroy();
            agent.waitFor();
        }
    }

    @Test
    void withoutAnyKeyTheDescriptorIsToNameOne() throws IOException {
        fleet.shipping("agent: false").agent(folder.resolve("no-agent"));

        assertThat(onlyLine(fleet.ship()))
                .contains("there is no key to log in with")
                .contains("shipping.key");
    }

    @Test
    void theMachineIsReachedThroughAJumpHostAndStillChecked() throws IOException {
        fleet.machine("jump", "key-manager");
        TestHome.of(folder.resolve("events"), "1").write(fleet.tarballs(), "jump");
        SshServer jump = fleet.machine("jump");
        fleet.shipping("jump: { host: " + jump.address() + ", port: " + jump.port() + " }");

        Journal journal = fleet.ship();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(journal.sent()).containsOnlyKeys("km", "jump");

        Files.writeString(fleet.knownHosts(), jump.knownHost());
        assertThat(fleet.ship().lines()).anyMatch(line -> line.startsWith("km failed: the host key of [127.0.0.1]:"));
    }

    @Test
    void whileTheJumpHostPassesBytesOnNobodyElseCanConnectToAnything() throws IOException {
        fleet.machine("jump", "key-manager");
        TestHome.of(folder.resolve("events"), "1").write(fleet.tarballs(), "jump");
        SshServer jump = fleet.machine("jump");
        fleet.shipping("jump: { host: " + jump.address() + ", port: " + jump.port() + " }");
        Set<Integer> before = ownListeners();
        Map<String, Set<Integer>> during = new ConcurrentHashMap<>();
        Journal journal = new Journal().onUploading(node -> during.put(node, ownListeners()));

        fleet.run(ShippingRequest.Action.SHIP, journal, connector -> connector);

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(during)
                .containsOnlyKeys("km", "jump")
                .allSatisfy((node, ports) -> assertThat(ports).isEqualTo(before));
    }

    /** The ports at which this very process can be connected to. */
    private static Set<Integer> ownListeners() {
        try (Stream<Path> opened = Files.list(Path.of("/proc/self/fd"))) {
            Set<String> sockets = opened.map(LoginIT::target).collect(Collectors.toSet());
            Set<Integer> ports = new TreeSet<>();
            for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] columns = line.strip().split("\\s+");
                    if (columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]")) {
                        ports.add(Integer.parseInt(columns[1].substring(columns[1].lastIndexOf(':') + 1), 16));
                    }
                }
            }
            return ports;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    @Test
    void aJumpHostThatRefusesToPassOnIsSaid() throws IOException {
        try (SshServer jump = SshServer.start(
                folder.resolve("strict"), "127.0.0.9", Path.of(fleet.key() + ".pub"), "AllowTcpForwarding no")) {
            Files.writeString(fleet.knownHosts(), Files.readString(fleet.knownHosts()) + jump.knownHost());
            fleet.shipping("jump: { host: " + jump.address() + ", port: " + jump.port() + " }");

            assertThat(onlyLine(fleet.ship()))
                    .startsWith("km failed: cannot connect to [127.0.0.1]:")
                    .contains("the jump host does not pass it on: ");
        }
    }

    private static String onlyLine(Journal journal) {
        assertThat(journal.lines()).hasSize(1);
        assertThat(journal.failure()).isNotEmpty();
        return journal.lines().get(0);
    }

    private void assertNothingArrived() throws IOException {
        try (Stream<Path> files = Files.list(fleet.directory("km"))) {
            assertThat(files.toList()).isEqualTo(List.of());
        }
    }
}
