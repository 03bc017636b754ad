package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.manifest.Manifest;
import io.github.apim.testing.ChildClassPath;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealShapePack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build that is killed leaves no half tarball under a final name, and the next one no litter. */
@Needs(Need.REAL_PACKS)
class KilledBuildIT {

    /** The long run has hundreds, on a smaller pack. */
    private static final int KILLS = Integer.getInteger("apim.it.kills", 12);

    private static final int MANY = 50;

    private final Map<Map<String, Object>, String> checksums = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whateverStandsUnderAFinalNameIsWhole() throws Exception {
        Path pack = (KILLS > MANY ? RealShapePack.scale(0.2) : RealShapePack.full()).zip();
        Random moments = new Random(20261123);
        Path output = folder.resolve("target/apim");
        int life = lifeOfABuild(pack);
        int killed = 0;
        int writing = 0;
        for (int i = 0; i < KILLS; i++) {
            Process build = start(pack);
            if (!build.waitFor(100 + moments.nextInt(life), TimeUnit.MILLISECONDS)) {
                killed++;
            }
            build.destroyForcibly().waitFor();
            assertEveryFinalNameIsWhole(output);
            writing += names(output).stream().anyMatch(name -> name.endsWith(".part")) ? 1 : 0;
        }
        System.out.println(KILLS + " builds, " + killed + " killed, " + writing + " of them while they wrote");
        assertThat(killed).as("builds that were really killed").isPositive();
        assertThat(writing).as("builds that were killed while they wrote").isPositive();

        Process last = start(pack);
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue())
                .as(Files.readString(folder.resolve("build.log")))
                .isZero();
        assertEveryFinalNameIsWhole(output);
        assertThat(names(output))
                .containsExactly(
                        ".state",
                        "gateway-manager.manifest.json",
                        "gateway-manager.tar.gz",
                        "gateway-manager.tar.gz.sha256",
                        "gateway-worker-1.manifest.json",
                        "gateway-worker-1.tar.gz",
                        "gateway-worker-1.tar.gz.sha256",
                        "gateway-worker-2.manifest.json",
                        "gateway-worker-2.tar.gz",
                        "gateway-worker-2.tar.gz.sha256",
                        "key-manager-1.manifest.json",
                        "key-manager-1.tar.gz",
                        "key-manager-1.tar.gz.sha256");
    }

    /** In milliseconds, of one that finds nothing remembered. */
    private int lifeOfABuild(Path pack) throws Exception {
        long start = System.nanoTime();
        assertThat(start(pack).waitFor()).isZero();
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private Process start(Path pack) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ChildClassPath.get(),
                        AssembleMain.class.getName(),
                        folder.toString(),
                        pack.toString(),
                        Gateways.DESCRIPTOR)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("build.log").toFile())
                .start();
    }

    /** A tarball without a checksum beside it is one whose build was killed between the two; it is whole all the same. */
    private void assertEveryFinalNameIsWhole(Path output) throws Exception {
        if (!Files.isDirectory(output)) {
            return;
        }
        for (String name : names(output)) {
            Path file = output.resolve(name);
            if (Files.isRegularFile(file) && !name.equals(".apim.lock")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(name)
                        .isEqualTo("rw-------");
            }
            if (name.endsWith(".tar.gz")) {
                if (Files.exists(output.resolve(name + ".sha256"))) {
                    continue;
                }
                Process test = new ProcessBuilder("gzip", "-t", file.toString())
                        .inheritIO()
                        .start();
                assertThat(test.waitFor()).as(name).isZero();
            } else if (name.endsWith(".sha256")) {
                String tarball = name.substring(0, name.length() - ".sha256".length());
                assertThat(Files.readString(file, StandardCharsets.US_ASCII))
                        .isEqualTo(sha256(output.resolve(tarball)) + "  " + tarball + "\n");
            } else if (name.endsWith(".manifest.json")) {
                assertThat(Manifest.read(file).node().name()).isEqualTo(name.replace(".manifest.json", ""));
            } else {
                assertThat(name).matches("\\..*\\.part|\\.apim\\.lock|\\.state");
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Of a file that has been read and not been written since, what was read. */
    private String sha256(Path file) throws Exception {
        Map<String, Object> state = Files.readAttributes(file, "unix:ino,size,ctime");
        String known = checksums.get(state);
        if (known == null) {
            known = digest(file);
            checksums.put(state, known);
        }
        return known;
    }

    private static String digest(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
