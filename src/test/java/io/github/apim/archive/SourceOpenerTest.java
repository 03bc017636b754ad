package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceOpenerTest {

    private static final byte[] CONTENT = Samples.text(2_000, 1);

    @TempDir
    Path folder;

    private Limits limits = Limits.DEFAULT;

    @Test
    void whatIsRememberedUnderWideLimitsIsCheckedAgainUnderNarrowOnes() throws IOException {
        byte[] zip = new RawZip().stored("a", CONTENT).stored("b", CONTENT).build();
        open(zip).close();
        limits = new Limits(10, 3_999, 200);
        assertRefused(zip, "holds 4000 bytes uncompressed, the limit is 3999");
        limits = new Limits(10, 4_000, 200);
        open(zip).close();
    }

    @Test
    void theRatioIsThatOfAllEntriesTogetherToo() throws IOException {
        byte[] zeros = new byte[60_000_000];
        byte[] zip = new RawZip().deflated("a", zeros).deflated("b", zeros).build();
        assertRefused(zip, "becomes 120000000 bytes from ");
        limits = new Limits(10, 120_000_000, 2_000);
        open(zip).close();
    }

    @Test
    void aLinksTargetHasAtMost4096Bytes() throws IOException {
        String longest = "x/".repeat(2_047) + "xy";
        try (SourceArchive archive =
                open(new RawZip().link("root/link", longest).build())) {
            assertThat(archive.entries().get(0).linkTarget()).contains(longest);
        }
        byte[] tooLong = new RawZip().link("root/link", longest + "z").build();
        assertRefused(tooLong, "entry 'root/link': is a symbolic link with a target of 4097 bytes");
    }

    @Test
    void linksStayInTheOneFolderThatHoldsEverything() throws IOException {
        assertRefused(
                new RawZip()
                        .stored("root/b", CONTENT)
                        .link("root/link", "../other")
                        .build(),
                "entry 'root/link': is a symbolic link to '../other', which is outside of the archive");
        assertRefused(
                new RawZip().link("root/a/link", "../../root2/x").build(),
                "entry 'root/a/link': is a symbolic link to '../../root2/x', which is outside of the archive");
    }

    @Test
    void linksMayLeadFromFolderToFolderIfThereAreSeveral() throws IOException {
        open(new RawZip()
                        .link("lib/link", "../share/b")
                        .stored("share/b", CONTENT)
                        .build())
                .close();
        open(new RawZip().link("lib/link", "../b").stored("b", CONTENT).build()).close();
        open(new RawZip().link("link", "elsewhere").build()).close();
    }

    @Test
    void whatLiesBelowAFolderIsFoundInOrderAndNothingElse() throws IOException {
        byte[] zip = new RawZip()
                .stored("root/conf/z/y", CONTENT)
                .stored("root/conf2/x", CONTENT)
                .stored("root/conf/a", CONTENT)
                .stored("root/conf.xml", CONTENT)
                .stored("root/confx", CONTENT)
                .build();
        try (SourceArchive archive = open(zip)) {
            assertThat(archive.under("root/conf")).containsExactly("root/conf/a", "root/conf/z/y");
            assertThat(archive.under("root/conf2")).containsExactly("root/conf2/x");
            assertThat(archive.under("root/conf/a")).isEmpty();
            assertThat(archive.under("a")).isEmpty();
            assertThat(archive.under("z")).isEmpty();
            assertThat(archive.under("root")).hasSize(5).isSorted();
        }
    }

    private void assertRefused(byte[] zip, String message) {
        assertThatThrownBy(() -> open(zip))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(folder.resolve("source.zip") + ": " + message);
    }

    private SourceArchive open(byte[] zip) throws IOException {
        Path file = folder.resolve("source.zip");
        if (Files.notExists(file) || Files.mismatch(file, Files.write(folder.resolve("new"), zip)) >= 0) {
            Files.write(file, zip);
        }
        return SourceArchive.open(file, new SourceOptions(limits, folder.resolve("cache"), 1));
    }
}
