package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The goal in real Mavens: from the descriptor to a home on a machine. */
class ShipIT {

    private static final String PASSPHRASE = "open-sesame-42";

    private static final String AS_BUILT = "/key-manager/current: as it was built, ";
    private static final String UP_TO_DATE = "key-manager  is what the descriptor gives today";

    @TempDir
    Path folder;

    static Stream<String> everyMaven() {
        return Mavens.installed();
    }

    @ParameterizedTest
    @MethodSource("everyMaven")
    @Needs({Need.SSHD, Need.SSH_KEYGEN})
    void everyMavenBringsATarballToItsMachine(String version) throws IOException {
        Path key = SshServer.newKey(folder.resolve("key"), "ed25519", PASSPHRASE);
        Path far = Files.createDirectories(folder.resolve("far"));
        try (SshServer machine = SshServer.start(folder.resolve("sshd"), "127.0.0.1", Path.of(key + ".pub"))) {
            run(version, project(machine, key, far), "apim:assemble", "apim:ship", "-Dapim.acceptNewHostKeys")
                    .succeeded();

            assertThat(far.resolve("key-manager.tar.gz")).exists();
        }
    }

    @Test
    @Needs({Need.SSHD, Need.SSH_KEYGEN})
    void aChangedDescriptorIsShippedInstalledAndRolledBack() throws IOException {
        String version = Mavens.usual();
        Path key = SshServer.newKey(folder.resolve("key"), "ed25519", PASSPHRASE);
        Path far = Files.createDirectories(folder.resolve("far"));
        try (SshServer machine = SshServer.start(folder.resolve("sshd"), "127.0.0.1", Path.of(key + ".pub"))) {
            Path project = project(machine, key, far);

            Outcome unknown = run(version, project, "apim:assemble", "-Dapim.skipCompanions", "apim:ship")
                    .failed();
            assertThat(unknown.log())
                    .contains("is not known: ssh-ed25519 " + machine.fingerprint())
                    .contains("1 of 1 nodes failed: key-manager");

            assertThat(run(version, project, "apim:ship", "-Dapim.dryRun", "-Dapim.apply")
                            .failed()
                            .log())
                    .contains("apim.dryRun and apim.apply are opposites");
            for (String word : List.of("-Dapim.dryRun", "-Dapim.apply=false")) {
                run(version, project, "apim:ship", word, "-Dapim.install", "-Dapim.acceptNewHostKeys")
                        .succeeded();
                assertThat(far).isEmptyDirectory();
            }

            Outcome shipped = run(
                            version, project, "apim:ship", "-Dapim.apply", "-Dapim.install", "-Dapim.acceptNewHostKeys")
                    .succeeded();
            assertThat(shipped.log())
                    .containsPattern("key-manager  is on \\[127.0.0.1]:\\d+: .* MB in .* s, .* MB/s, checked there")
                    .doesNotContain(PASSPHRASE)
                    .doesNotContain("org.apache.sshd")
                    .doesNotContain("[WARNING]");
            Path config = far.resolve("key-manager/current/repository/conf/carbon.xml");
            assertThat(Files.readString(config)).contains("<Offset>0</Offset>");
            assertThat(verified(version, project).succeeded().log()).contains(AS_BUILT, UP_TO_DATE);

            Path descriptor = project.resolve("deployment.yaml");
            Files.writeString(
                    descriptor,
                    Files.readString(descriptor).replace("host: km.example.com,", "host: km.example.com, offset: 7,"));
            assertThat(verified(version, project).succeeded().log())
                    .contains(AS_BUILT, "key-manager  outdated: repository/conf/carbon.xml");
            run(version, project, "apim:assemble", "-Dapim.skipCompanions", "apim:ship", "-Dapim.install")
                    .succeeded();
            assertThat(Files.readString(config)).contains("<Offset>7</Offset>");
            assertThat(verified(version, project).succeeded().log()).contains(AS_BUILT, UP_TO_DATE);

            run(version, project, "apim:ship", "-Dapim.rollback").succeeded();
            assertThat(Files.readString(config)).contains("<Offset>0</Offset>");
            assertThat(verified(version, project).succeeded().log())
                    .contains("/key-manager/current: 0 errors, 1 warnings, ")
                    .contains("key-manager  changed: .apim/manifest.json: is of another build than the one in ")
                    .contains("key-manager  outdated: repository/conf/carbon.xml");

            Files.writeString(config, Files.readString(config).replace("<Offset>0</Offset>", "<Offset>8</Offset>"));
            assertThat(verified(version, project).failed().log())
                    .contains("key-manager  changed: repository/conf/carbon.xml: other content of the same size")
                    .contains("verification found 1 error")
                    .doesNotContain(AS_BUILT);
        }
    }

    /** What is installed on the machine is asked for, and nothing secret or of the library's is said. */
    private static Outcome verified(String version, Path project) throws IOException {
        Outcome outcome = run(version, project, "apim:verify", "-Dapim.shipped");
        assertThat(outcome.log()).doesNotContain(PASSPHRASE).doesNotContain("org.apache.sshd");
        return outcome;
    }

    @Test
    @Needs({Need.SSHD, Need.SSH_KEYGEN})
    void whateverGoesWrongTheSshLibrarySaysNothingOfItsOwn() throws IOException {
        String version = Mavens.usual();
        Path key = SshServer.newKey(folder.resolve("key"), "ed25519", PASSPHRASE);
        Path other = SshServer.newKey(folder.resolve("other"), "ed25519", PASSPHRASE);
        Path far = Files.createDirectories(folder.resolve("far"));
        try (SshServer machine = SshServer.start(folder.resolve("sshd"), "127.0.0.1", Path.of(other + ".pub"))) {
            Path project = project(machine, key, far);

            assertOwnWords(run(version, project, "apim:assemble", "apim:ship"), "is not known: ssh-ed25519");
            assertOwnWords(
                    run(version, project, "apim:ship", "-Dapim.acceptNewHostKeys"),
                    "does not let " + System.getProperty("user.name") + " in");
            machine.stop();
            assertOwnWords(run(version, project, "apim:ship"), "cannot connect to [127.0.0.1]:");
            machine.newHostKey();
            machine.start();
            assertOwnWords(run(version, project, "apim:ship"), "has changed: it was ssh-ed25519");
        }
    }

    private static void assertOwnWords(Outcome outcome, String said) {
        assertThat(outcome.failed().log())
                .contains("key-manager: ")
                .contains(said)
                .doesNotContain("[WARNING]")
                .doesNotContain("org.apache.sshd")
                .doesNotContain("\tat ");
    }

    @Test
    void assemblingLoadsNothingOfTheSshLibrary() throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        Path classes = folder.resolve("classes.txt");

        MavenRun.of(Mavens.usual(), project)
                .with("-o", "-Dapim.node=key-manager")
                .environment("MAVEN_OPTS", "-Xlog:class+load=info:file=" + classes)
                .assemble()
                .succeeded();

        assertThat(Files.readString(classes))
                .contains("io.github.apim.assembly.Assembly ")
                .doesNotContain("org.apache.sshd")
                .doesNotContain("org.bouncycastle");
    }

    private static Outcome run(String version, Path project, String... arguments) throws IOException {
        return MavenRun.of(version, project)
                .with("-o", "-Dapim.node=key-manager")
                .run(arguments);
    }

    private Path project(SshServer machine, Path key, Path far) throws IOException {
        Path project = MavenRun.copy("quickstart", folder);
        Files.writeString(project.resolve("settings.xml"), """
                <settings>
                  <!-- mirror -->
                  <servers>
                    <server><id>apim-ssh</id><username>%s</username><passphrase>%s</passphrase></server>
                  </servers>
                </settings>
                """.formatted(System.getProperty("user.name"), PASSPHRASE));
        Path descriptor = project.resolve("deployment.yaml");
        Files.writeString(
                descriptor,
                Files.readString(descriptor) + """
                shipping:
                  key: %s
                  credentials: apim-ssh
                  known-hosts: %s
                  port: %d
                  nodes:
                    key-manager: { host: 127.0.0.1, directory: %s }
                """.formatted(key, folder.resolve("known_hosts"), machine.port(), far));
        return project;
    }
}
