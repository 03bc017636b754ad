package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The check of a machine is found by the machine's own name, whatever SSH calls it, and is missed if it is not there. */
@Timeout(120)
@Needs({Need.SSHD, Need.SSH_KEYGEN})
class PrerequisitesIT {

    @TempDir
    Path folder;

    private Fleet fleet;

    @BeforeEach
    void machines() throws IOException {
        fleet = new Fleet(folder);
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    @Test
    void aMachineIsCheckedByItsAddressWhenSshGoesToAnotherHost() throws IOException {
        fleet.machine("km", "key-manager").called("km", "10.0.0.7");
        build("km");
        Path check = Files.writeString(fleet.check("10.0.0.7"), "echo 'no user wso2'; exit 1");
        Files.writeString(fleet.check("127.0.0.1"), "exit 0");

        assertThat(fleet.install().lines()).containsExactly("km failed: " + check + " says: no user wso2");
        assertNothingArrived("km");
    }

    @Test
    @Needs(Need.IPV6)
    void aMachineWithAnIpv6AddressIsChecked() throws IOException {
        fleet.machine("km", "key-manager", "::1");
        build("km");
        Path check = Files.writeString(fleet.check("__1"), "echo 'no user wso2'; exit 1");

        assertThat(fleet.install().lines()).containsExactly("km failed: " + check + " says: no user wso2");
        assertNothingArrived("km");

        Files.writeString(check, "exit 0");
        Journal second = fleet.install();
        assertThat(second.failure()).as("%s", second.lines()).isEmpty();
        assertThat(second.lines())
                .first()
                .asString()
                .isEqualTo("km: [::1]:" + fleet.machine("km").port() + " passes " + check);
    }

    @Test
    void allMachinesBehindOneAddressOfSshAreChecked() throws IOException {
        fleet.machine("km", "key-manager").beside("km", "store", "store");
        fleet.called("km", "10.0.0.7").called("store", "fd00::8");
        build("km");
        build("store");
        Path first = Files.writeString(fleet.check("10.0.0.7"), "exit 0");
        Path second = Files.writeString(fleet.check("fd00__8"), "exit 0");

        assertThat(fleet.install().lines())
                .anyMatch(line -> line.startsWith("km: ") && line.endsWith(" passes " + first))
                .anyMatch(line -> line.startsWith("store: ") && line.endsWith(" passes " + second))
                .noneMatch(line -> line.contains("warns"));
    }

    @Test
    void aCheckThatShouldBeThereAndIsNotIsMissed() throws IOException {
        fleet.machine("km", "key-manager").called("km", "fd00::7");
        build("km");
        Files.writeString(fleet.check("10.0.0.1"), "exit 0");
        String missed = "km warns: " + fleet.tarballs()
                + "/deployment/prerequisites/fd00__7/check.sh does not exist, so its machine is not checked;"
                + " write it with apim:companions";

        assertThat(fleet.dryRun(true).install().lines()).first().isEqualTo(missed);
        Journal journal = fleet.dryRun(false).install();
        assertThat(journal.failure()).isEmpty();
        assertThat(journal.lines()).first().isEqualTo(missed);
    }

    @Test
    void withoutAnyCompanionsNoCheckIsMissed() throws IOException {
        fleet.machine("km", "key-manager");
        build("km");

        assertThat(fleet.install().lines()).noneMatch(line -> line.contains("check.sh"));
    }

    private void build(String node) throws IOException {
        TestHome.of(folder.resolve("events"), "1").write(fleet.tarballs(), node);
    }

    private void assertNothingArrived(String node) throws IOException {
        try (Stream<Path> files = Files.list(fleet.directory(node))) {
            assertThat(files).isEmpty();
        }
    }
}
