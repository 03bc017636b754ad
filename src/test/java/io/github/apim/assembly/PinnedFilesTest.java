package io.github.apim.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.archive.ArchiveException;
import io.github.apim.archive.FileDigests;
import io.github.apim.assembly.AssemblyListener.Stage;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.product.Pack;
import io.github.apim.product.PackException;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that the descriptor pins by its SHA-256 is that file, or there is no build. */
class PinnedFilesTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: { path: "PACK" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: { path: mysql-connector-java-5.1.49.jar, sha256: "DRIVER" }
              credentials: apim-db
            deployment-synchronizer:
              url: http://10.0.0.21/repos/gateway
              client:
                - { path: svnkit-1.3.9.wso2v2.jar, sha256: "CLIENT" }
                - trilead-ssh2-1.0.0-build215.jar
            patches: { all: [ { path: patch.zip, sha256: "PATCH" } ] }
            libs: { worker: [ { path: lib.jar, sha256: "LIB" } ] }
            dropins: { gateway-worker: [ { path: bundle.jar, sha256: "BUNDLE" } ] }
            nodes:
              manager: { role: gateway-manager, host: m.internal, address: 10.0.0.10 }
              worker:  { role: gateway-worker,  host: w.internal, address: 10.0.0.11 }
              km:      { role: key-manager,     host: km.internal, address: 10.0.0.13 }
            """;

    private static final String PINNED_PACK = """
            packs:
              api-manager: { path: "PACK", sha256: "PIN" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            nodes:
              manager: { role: gateway-manager, host: m.internal, address: 10.0.0.10 }
              km:      { role: key-manager,     host: km.internal, address: 10.0.0.13 }
            """;

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void pinAll() throws IOException {
        deployment = TestDeployment.in(folder, SmallPack.zip(folder), DESCRIPTOR);
        TestJars.jar(folder.resolve("lib.jar"), "lib.txt", new byte[] {1});
        TestJars.jar(folder.resolve("bundle.jar"), "bundle.txt", new byte[] {2});
        TestJars.jar(folder.resolve("patch.zip"), "patch0012/a.jar", new byte[] {3});
        deployment
                .with("DRIVER", FileDigests.sha256(folder.resolve("mysql-connector-java-5.1.49.jar")))
                .with("CLIENT", FileDigests.sha256(folder.resolve("svnkit-1.3.9.wso2v2.jar")))
                .with("LIB", FileDigests.sha256(folder.resolve("lib.jar")).toUpperCase(Locale.ROOT))
                .with("BUNDLE", FileDigests.sha256(folder.resolve("bundle.jar")))
                .with("PATCH", FileDigests.sha256(folder.resolve("patch.zip")));
    }

    @Test
    void filesWithTheirChecksumsAreTakenAsOthersAre() throws IOException {
        assertThat(deployment.assemble().get("worker").paths())
                .contains(
                        "repository/components/lib/mysql-connector-java-5.1.49.jar",
                        "repository/components/dropins/svnkit-1.3.9.wso2v2.jar",
                        "repository/components/patches/patch0012/a.jar",
                        "repository/components/lib/lib.jar",
                        "repository/components/dropins/bundle.jar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "databases.driver mysql-connector-java-5.1.49.jar",
                "deployment-synchronizer.client[0] svnkit-1.3.9.wso2v2.jar",
                "patches.all[0] patch.zip",
                "libs.worker[0] lib.jar",
                "dropins.gateway-worker[0] bundle.jar"
            })
    void anotherFileThanThePinnedOneStopsTheBuildAtItsPlace(String placeAndFile) throws IOException {
        String[] words = placeAndFile.split(" ");
        Path file = folder.resolve(words[1]);
        String expected = FileDigests.sha256(file);
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.write(file, content);

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(words[0] + ": the sha256 of " + file + " is " + FileDigests.sha256(file)
                        + ", but the descriptor expects " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHECK mysql-connector-java-5.1.49.jar",
                "CHECK svnkit-1.3.9.wso2v2.jar",
                "OPEN patch.zip",
                "CHECK lib.jar",
                "CHECK bundle.jar"
            })
    void aPinnedFileThatIsReplacedAfterItWasCheckedIsRefusedAndNothingIsWritten(String stageAndFile)
            throws IOException {
        String[] words = stageAndFile.split(" ");
        Path file = folder.resolve(words[1]);
        String expected = FileDigests.sha256(file);

        assertThatThrownBy(() -> deployment.run(
                        NodeSelection.ALL, 2, replacing(file, Stage.valueOf(words[0]), deployment.listener())))
                .isInstanceOfAny(ArchiveException.class, PackException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("sha256")
                .hasMessageContaining(FileDigests.sha256(folder.resolve("other.jar")))
                .hasMessageContaining(expected)
                .hasMessageContaining("replaced");
        assertThat(deployment.output())
                .satisfiesAnyOf(
                        output -> assertThat(output).doesNotExist(),
                        output -> assertThat(output).isEmptyDirectory());
    }

    /** Puts another jar in the place of a file: after the rules have been asked, or as soon as the packs are open. */
    private AssemblyListener replacing(Path file, Stage moment, AssemblyListener told) throws IOException {
        Path other = folder.resolve("other.jar");
        TestJars.jar(other, "evil.txt", new byte[] {9});
        return new AssemblyListener() {
            @Override
            public void packOpened(Pack pack, Duration time) {
                if (moment == Stage.OPEN) {
                    replace();
                }
            }

            @Override
            public void ended(Stage stage, Duration time) {
                if (moment == stage) {
                    replace();
                }
            }

            private void replace() {
                try {
                    Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException problem) {
                    throw new UncheckedIOException(problem);
                }
            }

            @Override
            public void waitingFor(Path output) {
                told.waitingFor(output);
            }

            @Override
            public void assembled(AssembledNode node) {
                told.assembled(node);
            }

            @Override
            public void unchanged(String node, Path tarball) {
                told.unchanged(node, tarball);
            }

            @Override
            public void warning(String message) {
                told.warning(message);
            }
        };
    }

    @Test
    void aPinHasAFileAndAllOfItsDigits() {
        deployment.with("{ path: lib.jar, sha256: ", "{ sha256: ");
        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("libs.worker[0]");
        deployment.with("libs: { worker: [ { ", "libs: { worker: [ { path: lib.jar, x: ");
        assertThatThrownBy(deployment::assemble).isInstanceOf(DeploymentException.class);
    }

    @Test
    void aPinnedPackThatWasChangedInPlaceAndHasItsOldTimeAndChecksumsIsRefused() throws Exception {
        Path pack = packWithAStoredScript();
        String pin = FileDigests.sha256(pack);
        deployment = TestDeployment.in(folder, pack, PINNED_PACK).with("PIN", pin);
        Thread.sleep(300);
        deployment.run(NodeSelection.ALL, 2);
        deployment.run(NodeSelection.ALL, 2);

        FileTime time = Files.getLastModifiedTime(pack);
        smuggle(pack);
        Files.setLastModifiedTime(pack, time);
        assertThat(FileDigests.sha256(pack)).isNotEqualTo(pin);

        assertThatThrownBy(() -> deployment.forced().run(NodeSelection.ALL, 2))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("but the descriptor expects " + pin);
    }

    /** The small pack with {@code bin/start.txt} as it is, with room for four bytes that mend a checksum. */
    private Path packWithAStoredScript() throws IOException {
        Path pack = folder.resolve("pinned.zip");
        try (ZipFile from = new ZipFile(folder.resolve("wso2am-1.9.0.zip").toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(pack))) {
            for (ZipEntry entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(from.getInputStream(entry).readAllBytes());
                to.closeEntry();
            }
            byte[] script = "echo harmless #....".getBytes(StandardCharsets.US_ASCII);
            ZipEntry stored = new ZipEntry("wso2am-1.9.0/samples/start.txt");
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(script.length);
            CRC32 crc = new CRC32();
            crc.update(script);
            stored.setCrc(crc.getValue());
            to.putNextEntry(stored);
            to.write(script);
            to.closeEntry();
        }
        return pack;
    }

    /** Puts other words of the same CRC-32 in the place of the script's. */
    private static void smuggle(Path pack) throws IOException {
        String text = new String(Files.readAllBytes(pack), StandardCharsets.ISO_8859_1);
        byte[] words = "touch /tmp/it #".getBytes(StandardCharsets.US_ASCII);
        byte[] forged = withCrc(words, crc("echo harmless #....".getBytes(StandardCharsets.US_ASCII)));
        try (RandomAccessFile file = new RandomAccessFile(pack.toFile(), "rw")) {
            file.seek(text.indexOf("echo harmless #...."));
            file.write(forged);
        }
    }

    /** The words with four more bytes, so that all have this CRC-32: the table is gone through backwards. */
    private static byte[] withCrc(byte[] words, long wanted) {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = value >>> 1 ^ (0xEDB88320 & -(value & 1));
            }
            table[i] = value;
        }
        int state = ~(int) wanted;
        int[] indexes = new int[4];
        for (int place = 3; place >= 0; place--) {
            for (int i = 0; i < 256; i++) {
                if (table[i] >>> 24 == state >>> 24) {
                    indexes[place] = i;
                    state = (state ^ table[i]) << 8;
                    break;
                }
            }
        }
        byte[] forged = Arrays.copyOf(words, words.length + 4);
        int forward = ~(int) crc(words);
        for (int place = 0; place < 4; place++) {
            forged[words.length + place] = (byte) (forward ^ indexes[place]);
            forward = forward >>> 8 ^ table[indexes[place]];
        }
        assertThat(crc(forged)).isEqualTo(wanted);
        return forged;
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
