package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {

    @Test
    void entriesLieBelowThePrefixAndBelongToUserAndGroup() throws IOException {
        TarArchiveEntry entry = read(new Placement("opt/wso2", 10001, 0, false), "home/x", EntryKind.FILE, 0640);
        assertThat(entry.getName()).isEqualTo("opt/wso2/home/x");
        assertThat(entry.getLongUserId()).isEqualTo(10001);
        assertThat(entry.getLongGroupId()).isZero();
        assertThat(entry.getMode() & 07777).isEqualTo(0640);
    }

    @Test
    void foldersAndLongNamesLieThereToo() throws IOException {
        Placement placement = new Placement("opt/wso2", 1, 2, false);
        for (int length : new int[] {90, 91, 92, 100, 246, 247, 300}) {
            String name = "n".repeat(length / 2) + "/" + "m".repeat(length - length / 2 - 1);
            assertThat(read(placement, name, EntryKind.DIRECTORY, 0755).getName())
                    .isEqualTo("opt/wso2/" + name + "/");
        }
    }

    @ParameterizedTest
    @CsvSource({"644,664", "755,775", "600,660", "700,770", "640,660", "775,775", "444,444", "070,000", "777,777"})
    void theGroupMayDoWhatTheOwnerMay(String mode, String expected) throws IOException {
        TarArchiveEntry entry = read(new Placement("", 0, 0, true), "x", EntryKind.FILE, Integer.parseInt(mode, 8));
        assertThat("%03o".formatted(entry.getMode() & 0777)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_097_151, 2_097_152, 1_000_770_000, Integer.MAX_VALUE})
    void largeNumbersComeBack(int number) throws IOException {
        TarArchiveEntry entry = read(new Placement("", number, number, false), "x", EntryKind.FILE, 0644);
        assertThat(entry.getLongUserId()).isEqualTo(number);
        assertThat(entry.getLongGroupId()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opt", "opt/", "../x", "a//b", "a\\b"})
    void aPrefixThatLeadsElsewhereIsRefused(String prefix) {
        assertThatThrownBy(() -> new Placement(prefix, 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Prefix '" + prefix + "' has ");
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatThrownBy(() -> new Placement("", -1, 0, false)).hasMessageContaining("not -1:0");
        assertThatThrownBy(() -> new Placement("", 0, -1, false)).hasMessageContaining("not 0:-1");
    }

    private static TarArchiveEntry read(Placement placement, String name, EntryKind kind, int mode) throws IOException {
        byte[] header = new TarHeader(placement, Optional.empty()).of(name, kind, mode, 0, Instant.EPOCH, "");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(header), "UTF-8")) {
            return tar.getNextEntry();
        }
    }
}
