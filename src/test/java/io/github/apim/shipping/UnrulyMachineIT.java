package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real OpenSSH servers whose machines flood, babble, or say nothing at all, beside one that works. */
@Timeout(180)
@Needs({Need.SSHD, Need.SSH_KEYGEN})
class UnrulyMachineIT {

    @TempDir
    java.nio.file.Path folder;

    private Fleet fleet;

    @BeforeEach
    void twoMachines() throws IOException {
        fleet = new Fleet(folder).machine("bad", "key-manager").machine("good", "gateway-worker");
        for (String node : List.of("bad", "good")) {
            TestHome.of(folder.resolve("events"), "1").write(fleet.tarballs(), node);
        }
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec yes", "exec yes >&2"})
    void aFloodIsCutOffAndEndsNoOtherNode(String flood) throws IOException {
        fleet.running("bad", flood);

        Journal journal = fleet.ship();

        assertThat(journal.lines())
                .singleElement()
                .asString()
                .startsWith("bad failed: [127.0.0.1]:" + fleet.machine("bad").port()
                        + " says more than 16.8 MB and was cut off")
                .hasSizeLessThan(100_000);
        assertThat(journal.sent()).containsOnlyKeys("good");
        assertThat(fleet.verify().failures().get(0))
                .startsWith("bad: [127.0.0.1]:")
                .contains("says more than 16.8 MB");
    }

    @Test
    void ofALongErrorTheBeginningAndTheEndAreTold() throws IOException {
        fleet.running("bad", "{ echo first; yes between | head -n 100000; echo last; } >&2; exit 1");

        assertThat(fleet.ship().lines())
                .singleElement()
                .asString()
                .startsWith("bad failed: first\nbetween\n")
                .contains("\n…\n")
                .endsWith("\nbetween\nlast")
                .hasSizeLessThan(70_000);
    }

    @Test
    void whatALoginPrintsIsNoAnswer() throws IOException {
        String babble =
                "echo free 0; echo part 5; echo current ../..; echo running x; echo unpacked; printf 'tarball same'; ";
        fleet.running("bad", babble + "sh -c \"$SSH_ORIGINAL_COMMAND\"; code=$?; echo release ..; exit $code");

        Journal journal = fleet.install();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(journal.sent()).containsOnlyKeys("bad", "good");
        assertThat(fleet.directory("bad").resolve("bad/current/repository/conf/version.txt"))
                .hasContent("1");
        assertThat(fleet.install().lines())
                .filteredOn(line -> line.startsWith("bad:"))
                .hasSize(2);
        assertThat(fleet.verify().failures())
                .allMatch(failure -> failure.contains("is no manifest of this plugin"))
                .hasSize(2);
    }

    @Test
    void anotherProgramThanAShellGivesNoAnswer() throws IOException {
        fleet.running("bad", "echo 'free 5'");

        Journal journal = fleet.ship();

        assertThat(journal.lines())
                .singleElement()
                .asString()
                .startsWith("bad failed: the machine's answer is not whole");
        assertThat(journal.sent()).containsOnlyKeys("good");
    }

    @Test
    void aMachineThatSaysNothingIsToldOf() throws IOException {
        fleet.running("bad", "sleep 3; exec sh -c \"$SSH_ORIGINAL_COMMAND\"").silence(Duration.ofMillis(1000));

        Journal journal = fleet.ship();

        assertThat(journal.failure()).as("%s", journal.lines()).isEmpty();
        assertThat(journal.lines())
                .contains("[127.0.0.1]:" + fleet.machine("bad").port() + " is silent")
                .doesNotContain("[127.0.0.2]:" + fleet.machine("good").port() + " is silent");
    }
}
