package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.archive.FileDigests;
import io.github.apim.manifest.Drift;
import io.github.apim.manifest.Manifest;
import io.github.apim.manifest.Verification;
import io.github.apim.shipping.InstalledHomes.Result;
import io.github.apim.testing.BuiltHome;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is installed on real OpenSSH servers is held to its manifest without leaving them. */
@Timeout(120)
@Needs({Need.SSHD, Need.SSH_KEYGEN})
class InstalledHomesIT {

    @TempDir
    Path folder;

    private Fleet fleet;
    private BuiltHome built;

    @BeforeEach
    void installed() throws IOException {
        fleet = new Fleet(folder.resolve("fleet")).machine("km", "key-manager").machine("worker", "gateway-worker");
        built = BuiltHome.in(Files.createDirectory(folder.resolve("built")));
        Files.createDirectories(fleet.tarballs());
        for (String node : List.of("km", "worker")) {
            for (String file : List.of(node + ".tar.gz", node + ".tar.gz.sha256")) {
                Files.copy(
                        built.tarball(node).resolveSibling(file),
                        fleet.tarballs().resolve(file));
            }
        }
        Journal journal = fleet.install();
        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    @Test
    void cleanHomesAreAsTheyWereBuilt() throws IOException {
        Result result = fleet.verify();

        assertThat(result.failures()).isEmpty();
        assertThat(result.verified())
                .hasSize(2)
                .allSatisfy(verification -> assertThat(verification.drifts()).isEmpty());
        assertThat(result.verified().get(0).home())
                .isEqualTo("[127.0.0.1]:" + fleet.machine("km").port() + ":" + fleet.directory("km") + "/km/current");
        assertThat(result.verified()).allMatch(verification -> verification.checked() > 100);
    }

    @Test
    void anAlteredAMissingAndAnExtraFileAreNamed() throws IOException {
        Path home = fleet.directory("worker").resolve("worker/current");
        Files.writeString(home.resolve("repository/conf/carbon.xml"), "<Server/>");
        Files.delete(home.resolve("repository/conf/registry.xml"));
        Files.writeString(home.resolve("repository/components/lib/extra.jar"), "x");

        List<Verification> verified = fleet.verify().verified();

        assertThat(verified.get(0).drifts()).isEmpty();
        assertThat(verified.get(1).drifts())
                .hasSize(3)
                .anyMatch(drift -> drift.toString().startsWith("changed: repository/conf/carbon.xml: 9 bytes instead"))
                .anyMatch(drift -> drift.toString().startsWith("missing: repository/conf/registry.xml"))
                .anyMatch(drift -> drift.toString().startsWith("added: repository/components/lib/extra.jar"));
    }

    @Test
    void aManifestThatWasWrittenAnewThereDoesNotHideWhatWasChanged() throws IOException {
        keepManifests();
        Path home = fleet.directory("worker").resolve("worker/current");
        Files.writeString(home.resolve("repository/conf/carbon.xml"), "<Server/>");
        Path manifest = home.resolve(Manifest.PLACE);
        String forged = Files.readString(manifest)
                .replaceFirst(
                        "(\"path\": \"repository/conf/carbon.xml\"(?s:.*?)\"size\": )\\d+(,\\s*\"sha256\": \")\\w+",
                        "$19$2" + FileDigests.sha256("<Server/>".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(manifest, forged);

        List<Verification> verified = fleet.verify().verified();

        assertThat(verified.get(0).drifts()).isEmpty();
        assertThat(verified.get(1).drifts())
                .singleElement()
                .satisfies(drift -> assertThat(drift.severity()).isEqualTo(Drift.Severity.ERROR))
                .hasToString("changed: .apim/manifest.json: is not the manifest that was built here with this very"
                        + " tarball");
    }

    @Test
    void anotherBuildThanTheOneHereIsSaidToBeHeldToItsOwnWord() throws IOException {
        keepManifests();
        Path manifest = fleet.tarballs().resolve("km.manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"plugin\": \"test\"", "\"plugin\": \"2\""));
        Files.writeString(fleet.tarballs().resolve("km.tar.gz.sha256"), "0".repeat(64) + "  km.tar.gz\n");

        List<Verification> verified = fleet.verify().verified();

        assertThat(verified.get(0).drifts())
                .singleElement()
                .satisfies(drift -> assertThat(drift.severity()).isEqualTo(Drift.Severity.WARNING))
                .asString()
                .startsWith("changed: .apim/manifest.json: is of another build than the one in ");
        assertThat(verified.get(1).drifts()).isEmpty();
    }

    private void keepManifests() throws IOException {
        for (String node : List.of("km", "worker")) {
            Files.copy(
                    built.tarball(node).resolveSibling(node + ".manifest.json"),
                    fleet.tarballs().resolve(node + ".manifest.json"));
        }
    }

    @Test
    void aMachineThatIsDownAndANodeThatIsNotInstalledStopNoOther() throws IOException {
        fleet.beside("worker", "other", "gateway-worker").machine("km").stop();

        Result result = fleet.verify();

        assertThat(result.verified())
                .singleElement()
                .satisfies(verification ->
                        assertThat(verification.manifest().node().name()).isEqualTo("worker"));
        assertThat(result.failures()).hasSize(2);
        assertThat(result.failures().get(0)).startsWith("km: cannot connect to [127.0.0.1]:");
        assertThat(result.failures().get(1))
                .startsWith("other: nothing is installed in " + fleet.directory("other") + "/other on [127.0.0.2]:")
                .endsWith("; install it with apim:ship -Dapim.install -Dapim.node=other");
    }

    @Test
    void theHomeOfAnotherNodeIsNoHomeOfThisOne() throws IOException {
        Path releases = fleet.directory("km").resolve("km");
        Path manifest = fleet.directory("worker").resolve("worker/current/.apim/manifest.json");
        Files.writeString(releases.resolve("current/.apim/manifest.json"), Files.readString(manifest));

        assertThat(fleet.verify().failures())
                .singleElement()
                .asString()
                .startsWith("km: [127.0.0.1]:")
                .endsWith("/km/current is worker, not km; ship and install it again");
    }
}
