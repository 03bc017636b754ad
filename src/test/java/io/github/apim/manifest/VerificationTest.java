package io.github.apim.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.apim.assembly.NodeOutput;
import io.github.apim.manifest.Drift.Kind;
import io.github.apim.manifest.Drift.Severity;
import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home that is what was built passes; whatever somebody has done to it is found and named. */
class VerificationTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            libs: { all: [ trilead-ssh2-1.0.0-build215.jar ] }
            nodes:
              worker: { role: gateway-worker, host: w.internal, address: 10.0.0.11 }
              km:     { role: key-manager, host: km.internal, address: 10.0.0.13 }
            """;

    @TempDir
    Path folder;

    private NodeOutput output;
    private Path home;

    @BeforeEach
    void unpack() throws Exception {
        TestDeployment deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
        deployment.assemble();
        output = NodeOutput.of(deployment.output(), "worker");
        run("tar", "xpzf", output.tarball().toString(), "-C", folder.toString());
        home = folder.resolve("wso2am-1.9.0");
    }

    @Test
    void aCleanHomePassesAndSoDoesItsTarball() throws Exception {
        Verification unpacked = Verification.of(home);

        assertThat(unpacked.drifts()).isEmpty();
        assertThat(unpacked.checked()).isGreaterThan(100);
        assertThat(unpacked.manifest().node().name()).isEqualTo("worker");
        assertThat(Verification.of(output.tarball()).drifts()).isEmpty();
    }

    @Test
    @Needs(Need.SHA256SUM)
    void theChecksumsInTheHomeAreForSha256sum() throws Exception {
        Path sha256sum = Need.SHA256SUM.path();
        Command command = new Command(home, Duration.ofMinutes(1));

        Command.Result result = command.run(List.of(sha256sum.toString(), "-c", ".apim/sha256sums"));

        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out()).contains("repository/conf/carbon.xml: OK", "bin/start-node.sh: OK");
    }

    @Test
    void oneByteInOneFileIsFoundWhetherTheFileIsThePacksOrOurs() throws IOException {
        flip("repository/conf/carbon.xml");
        flip("bin/wso2server.sh");

        assertThat(Verification.of(home).drifts())
                .extracting(Drift::kind, Drift::path, Drift::severity)
                .containsExactly(
                        tuple(Kind.CHANGED, "bin/wso2server.sh", Severity.ERROR),
                        tuple(Kind.CHANGED, "repository/conf/carbon.xml", Severity.ERROR));
        assertThat(Verification.of(home).drifts().get(1).what())
                .startsWith("other content of the same size, was changed by server-identity");
    }

    @Test
    void oneModeIsFoundAndOneForAllToReadAPasswordIsGrave() throws IOException {
        mode("repository/conf/datasources/master-datasources.xml", "rw-r--r--");
        mode("repository/conf/log4j.properties", "rw-r-----");

        assertThat(Verification.of(home).drifts().stream().map(Drift::toString))
                .containsExactly(
                        "mode: repository/conf/datasources/master-datasources.xml: 0644 instead of 0600",
                        "mode: repository/conf/log4j.properties: 0640 instead of 0644");
        assertThat(Verification.of(home).drifts())
                .extracting(Drift::severity)
                .containsExactly(Severity.ERROR, Severity.WARNING);
    }

    @Test
    void aHomeThatWasUnpackedWithAnotherUmaskIsNoDrift() throws IOException {
        try (Stream<Path> tree = Files.walk(home)) {
            for (Path path : tree.toList()) {
                if (!Files.isSymbolicLink(path)) {
                    var permissions = Files.getPosixFilePermissions(path);
                    permissions.removeIf(each -> each.name().startsWith("OTHERS"));
                    Files.setPosixFilePermissions(path, permissions);
                }
            }
        }

        assertThat(Verification.of(home).drifts()).isEmpty();
    }

    @Test
    void anExtraJarAMissingFileAndAnApplicationThatIsBackAreFound() throws IOException {
        add("repository/components/lib/extra.jar");
        add("repository/deployment/server/webapps/new.war");
        add("repository/deployment/server/jaggeryapps/publisher/site.json");
        Files.delete(home.resolve("repository/conf/registry.xml"));

        assertThat(Verification.of(home).drifts().stream().map(drift -> drift.severity() + " " + drift))
                .containsExactly(
                        "ERROR missing: repository/conf/registry.xml: was changed by registry-mounts",
                        "ERROR added: repository/components/lib/extra.jar: is not of this build",
                        "ERROR back again: repository/deployment/server/jaggeryapps/publisher/site.json: was left out by"
                                + " jaggery-applications",
                        "WARNING added: repository/deployment/server/webapps/new.war: is not of this build");
    }

    @Test
    void whatARunningServerWritesIsPassedOver() throws IOException {
        add("repository/logs/wso2carbon.log");
        add("repository/database/WSO2CARBON_DB.h2.db");
        add("tmp/work/x");
        add("wso2carbon.pid");
        add("repository/components/patches/patch0000/a.jar");
        add("repository/components/default/configuration/org.eclipse.osgi/state");
        add("repository/components/dropins/trilead_ssh2_1.0.0_build215_1.0.0.jar");
        add("repository/deployment/server/synapse-configs/default/api/new.xml");

        Verification verification = Verification.of(home);

        assertThat(verification.drifts()).isEmpty();
        assertThat(verification.ignored()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aTarballThatWasTouchedIsFound() throws Exception {
        Files.writeString(output.checksum(), "0".repeat(64) + "  worker.tar.gz\n");
        Files.writeString(output.manifest(), "{}");

        assertThat(Verification.of(output.tarball()).drifts())
                .extracting(Drift::kind, Drift::path)
                .containsExactly(tuple(Kind.DAMAGED, "worker.tar.gz"), tuple(Kind.CHANGED, "worker.manifest.json"));

        byte[] bytes = Files.readAllBytes(output.tarball());
        bytes[bytes.length / 2] ^= 1;
        Files.write(output.tarball(), bytes);
        assertThatThrownBy(() -> {
                    Verification found = Verification.of(output.tarball());
                    if (!found.drifts().isEmpty()) {
                        throw new ManifestException(found.drifts().toString());
                    }
                })
                .isInstanceOf(ManifestException.class);
    }

    @Test
    void whatIsNoHomeOfOursIsRefused() throws IOException {
        assertThatThrownBy(() -> Verification.of(folder))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("has no .apim/manifest.json")
                .hasMessageContaining("did you mean " + home + "?");
        Files.delete(home.resolve(Manifest.LISTING));
        assertThatThrownBy(() -> Verification.of(home))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("unpack the tarball again");
        assertThatThrownBy(() -> Verification.of(folder.resolve("nowhere")))
                .isInstanceOf(ManifestException.class)
                .hasMessageContaining("does not exist");
    }

    private void add(String path) throws IOException {
        Files.createDirectories(home.resolve(path).getParent());
        Files.writeString(home.resolve(path), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void flip(String path) throws IOException {
        byte[] bytes = Files.readAllBytes(home.resolve(path));
        bytes[bytes.length / 2] ^= 1;
        Files.write(home.resolve(path), bytes);
    }

    private void mode(String path, String mode) throws IOException {
        Files.setPosixFilePermissions(home.resolve(path), PosixFilePermissions.fromString(mode));
    }

    private void run(String... command) throws Exception {
        Command.Result result = new Command(folder, Duration.ofMinutes(1)).run(List.of(command));
        assertThat(result.code()).as(result.err()).isZero();
    }
}
