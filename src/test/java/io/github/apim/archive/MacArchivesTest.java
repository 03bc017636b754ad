package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What macOS puts beside what is packed is no part of an archive, whatever kind it is of. */
class MacArchivesTest extends SourceImageHarness {

    private static final byte[] FORK = Samples.random(200, 7);

    @Test
    void aZipOfTheFinderIsWhatWasPacked() throws IOException {
        Path zip = Files.write(
                folder.resolve("source.zip"),
                new RawZip()
                        .stored("root/", new byte[0])
                        .stored("__MACOSX/", new byte[0])
                        .deflated("__MACOSX/._root", FORK)
                        .deflated("root/a", TEXT)
                        .deflated("__MACOSX/root/._a", FORK)
                        .deflated("root/.DS_Store", FORK)
                        .build());

        assertHoldsTheRootOnly(zip, 4);
        assertHoldsTheRootOnly(zip, 4);
    }

    @Test
    void aTarGzOfMacOsToo() throws IOException {
        file("._root", 0644, FORK);
        directory("root/", 0755);
        file("root/._a", 0644, FORK);
        file("root/a", 0644, TEXT);

        assertHoldsTheRootOnly(tarGz(), 2);
    }

    @Test
    void aFolderOnAMacToo() throws IOException {
        Path home = Files.createDirectory(folder.resolve("root"));
        Files.write(home.resolve("a"), TEXT);
        Files.write(home.resolve(".DS_Store"), FORK);

        assertHoldsTheRootOnly(home, 1);
    }

    @Test
    void linksMayNotLeadToWhatIsLeftOut() throws IOException {
        Path zip = Files.write(
                folder.resolve("source.zip"),
                new RawZip()
                        .stored("root/a", TEXT)
                        .stored("__MACOSX/a", FORK)
                        .link("root/link", "../__MACOSX/a")
                        .build());

        assertThatThrownBy(() -> open(zip))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("entry 'root/link': is a symbolic link to '../__MACOSX/a', which is outside");
    }

    @Test
    void namesThatOnlyLookLikeItStay() throws IOException {
        String[] names = {"root/__MACOSX/a", "__MACOSX2/a", "root/.DS_Store2", "root/_.a", "root/a._", "root/..a"};
        RawZip zip = new RawZip();
        for (String name : names) {
            zip.stored(name, FORK);
        }
        try (SourceArchive archive = open(Files.write(folder.resolve("source.zip"), zip.build()))) {
            assertThat(archive.entries()).extracting(SourceEntry::name).containsExactly(names);
            assertThat(archive.remarks()).isEmpty();
        }
    }

    private void assertHoldsTheRootOnly(Path source, int leftOut) throws IOException {
        try (SourceArchive archive = open(source)) {
            assertThat(archive.entries()).extracting(SourceEntry::name).containsExactlyInAnyOrder("root", "root/a");
            assertThat(archive.read(archive.find("root/a").orElseThrow())).isEqualTo(TEXT);
            assertThat(archive.remarks())
                    .containsExactly(source + ": " + leftOut + (leftOut == 1 ? " entry is" : " entries are")
                            + " left out that macOS puts beside what is packed (__MACOSX, ._*, .DS_Store)");
            TarGzOutput output = new TarGzOutput(folder.resolve("out.tar.gz"), Set.of(), List.of());
            new TarGzWriter(archive, TarGzOptions.defaults()).write(List.of(output));
            assertThat(TarItem.readGz(output.file()))
                    .extracting(TarItem::name)
                    .containsExactlyInAnyOrder("root", "root/a");
            Files.delete(output.file());
        }
    }
}
