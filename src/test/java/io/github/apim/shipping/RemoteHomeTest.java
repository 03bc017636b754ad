package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.manifest.Drift;
import io.github.apim.manifest.ManifestException;
import io.github.apim.manifest.Verification;
import io.github.apim.testing.BuiltHome;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home elsewhere is seen through the commands of a shell just as a home here is. */
@Needs({Need.NICE, Need.SH, Need.SHA256SUM})
class RemoteHomeTest {

    @TempDir
    Path folder;

    private Path home;
    private Machine machine;

    @BeforeEach
    void unpack() throws Exception {
        home = BuiltHome.in(folder).unpack("worker", folder.resolve("it's a $(home)"));
        machine = new ThisMachine(folder);
    }

    @Test
    void aCleanHomeHasNoDriftsAndEveryPathWasCompared() throws IOException {
        Verification seen = verify();

        assertThat(seen.drifts()).isEmpty();
        assertThat(seen.checked()).isEqualTo(Verification.of(home).checked()).isGreaterThan(100);
        assertThat(seen.home()).isEqualTo("far:/home");
    }

    @Test
    void whatSomebodyHasDoneIsFoundByTheSameWordsAsHere() throws IOException {
        flip("bin/wso2server.sh");
        flip("repository/conf/carbon.xml");
        Files.delete(home.resolve("repository/conf/registry.xml"));
        Files.writeString(home.resolve("repository/components/lib/extra.jar"), "x");
        home.resolve("repository/conf/log4j.properties").toFile().setWritable(true, false);
        Files.writeString(home.resolve("repository/logs/wso2carbon.log"), "passed over");

        assertThat(verify().drifts()).hasSize(5).isEqualTo(Verification.of(home).drifts());
    }

    @Test
    void hostileNamesAreOnlyNames() throws IOException {
        List<String> names = List.of(
                "a\nf 777 0 repository/conf/forged.xml",
                "$(touch pwned).jar",
                "-rf.jar",
                "it's; touch pwned.jar",
                " blank .jar",
                "\u001b[31mred.jar",
                "back\\slash.jar",
                "ümläut.jar");
        for (String name : names) {
            Path odd = home.resolve("lib").resolve(name);
            Files.createDirectories(odd.getParent());
            Files.writeString(odd, "x");
        }

        List<Drift> drifts = verify().drifts();

        assertThat(drifts).isEqualTo(Verification.of(home).drifts());
        assertThat(drifts)
                .extracting(Drift::path)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> "lib/" + name).toList());
        assertThat(drifts.stream().map(Drift::toString))
                .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        assertThat(Files.exists(home.resolve("pwned"))).isFalse();
        assertThat(Files.exists(home.resolve("lib/pwned"))).isFalse();
    }

    @Test
    void aFolderThatIsNoHomeOfOursIsSaid() throws IOException {
        Files.delete(home.resolve(".apim/manifest.json"));

        assertThatThrownBy(this::verify)
                .isInstanceOf(ManifestException.class)
                .hasMessage("far:/home has no .apim/manifest.json: this plugin has not built it");
    }

    @Test
    void aHomeThatIsGoneIsSaid() {
        assertThatThrownBy(
                        () -> RemoteHome.of(machine, folder.resolve("nowhere").toString()))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("nowhere");
    }

    private Verification verify() throws IOException {
        return Verification.of("far:/home", RemoteHome.of(machine, home.toString()));
    }

    private void flip(String path) throws IOException {
        byte[] bytes = Files.readString(home.resolve(path)).getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length / 2] ^= 1;
        Files.write(home.resolve(path), bytes);
    }
}
