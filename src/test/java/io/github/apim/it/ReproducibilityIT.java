package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.KeyStores;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NewerJava;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input gives the same bytes, whatever the time zone, locale, umask, folder and Java. */
class ReproducibilityIT {

    private static final Map<String, String> TURKISH = Map.of("MAVEN_OPTS", "-Duser.language=tr -Duser.country=TR");

    @TempDir
    Path folder;

    @Test
    @Needs(Need.NEWER_JAVA)
    void aFolderGivesTheSameTarballsEverywhere() throws IOException {
        Path here = MavenRun.copy("quickstart", folder.resolve("here"));
        Path there = MavenRun.copy("quickstart", folder.resolve("somewhere else/übung"));

        assertSame(here, there, NewerJava.home());
    }

    @Test
    @Needs(Need.NEWER_JAVA)
    void aZipWithTimesOfItsOwnGivesTheSameTarballsEverywhere() throws IOException {
        Path here = withZip(MavenRun.copy("quickstart", folder.resolve("here")));
        Path there = withZip(MavenRun.copy("quickstart", folder.resolve("there")));

        assertSame(here, there, NewerJava.home());
    }

    @Test
    @Needs(Need.NEWER_JAVA)
    void committedCiphertextsGiveTheSameTarballsEverywhere() throws IOException {
        Path key = KeyStores.rsa(folder.resolve("own.jks"), "JKS", "store-secret", "apim", 2048);
        Path here = withVault(MavenRun.copy("quickstart", folder.resolve("here")), key);
        Path there = withVault(MavenRun.copy("quickstart", folder.resolve("somewhere else/übung")), key);

        build(here, "UTC", "022", Map.of(), Optional.empty());
        Files.copy(here.resolve("secrets.lock"), there.resolve("secrets.lock"));
        Outcome again = build(there, "Asia/Kolkata", "077", TURKISH, Optional.of(NewerJava.home()));

        assertThat(again.log()).doesNotContain("secrets.lock had no ciphertext");
        assertThat(checksums(here)).hasSize(3).isEqualTo(checksums(there));
    }

    @Test
    void aNodeIsTheSameAloneAndBesideTheOthers() throws IOException {
        Path here = MavenRun.copy("quickstart", folder.resolve("here"));
        Path there = MavenRun.copy("quickstart", folder.resolve("there"));

        MavenRun.of(Mavens.usual(), here)
                .with("-o", "-Drole=gateway-manager,gateway-worker")
                .assemble()
                .succeeded();
        MavenRun.of(Mavens.usual(), there)
                .with("-o", "-Dapim.node=gateway-worker-2", "-Dapim.threads=1")
                .assemble()
                .succeeded();

        assertThat(checksums(there)).hasSize(1);
        assertThat(checksums(here)).hasSize(3).containsAllEntriesOf(checksums(there));
    }

    private static void assertSame(Path here, Path there, Path otherJava) throws IOException {
        build(here, "UTC", "022", Map.of(), Optional.empty());
        build(there, "Asia/Kolkata", "077", TURKISH, Optional.of(otherJava));

        assertThat(checksums(here)).hasSize(3).isEqualTo(checksums(there));
    }

    private static Outcome build(
            Path project, String zone, String umask, Map<String, String> environment, Optional<Path> java)
            throws IOException {
        MavenRun run = MavenRun.of(Mavens.usual(), project)
                .environment("TZ", zone)
                .environment("LC_ALL", "C.UTF-8")
                .umask(umask)
                .with("-o", "-Drole=gateway-manager,gateway-worker");
        environment.forEach(run::environment);
        java.ifPresent(run::javaHome);
        return run.assemble().succeeded();
    }

    /** A key of its own, by which the nodes' passwords are encrypted. */
    private static Path withVault(Path project, Path key) throws IOException {
        Files.copy(key, Files.createDirectories(project.resolve("keys")).resolve("own.jks"));
        Path descriptor = project.resolve("deployment.yaml");
        Files.writeString(descriptor, Files.readString(descriptor).replaceFirst("(?m)^nodes:", """
                key-stores:
                  identity:
                    path: keys/own.jks
                    alias: apim
                    credentials: { password: store-secret }
                secure-vault: true
                nodes:"""));
        return project;
    }

    /** The pack as a zip, and no fixed time for all entries. */
    private static Path withZip(Path project) throws IOException {
        SmallPack.zip(project);
        Path descriptor = project.resolve("deployment.yaml");
        Files.writeString(
                descriptor, Files.readString(descriptor).replace("../../test/packs/wso2am-1.9.0", "wso2am-1.9.0.zip"));
        Path pom = project.resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replaceFirst("<project.build.outputTimestamp>.*\n", ""));
        return project;
    }

    private static Map<String, String> checksums(Path project) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.list(project.resolve("target/apim"))) {
            List<Path> sums =
                    files.filter(file -> file.toString().endsWith(".sha256")).toList();
            for (Path sum : sums) {
                checksums.put(sum.getFileName().toString(), Files.readString(sum));
            }
        }
        return checksums;
    }
}
