package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddedEntriesCheckTest {

    private static final Content FILE = new Content.Bytes(new byte[1]);
    private static final Content FOLDER = new Content.Directory();
    private static final Content LINK = new Content.SymbolicLink("b.txt");

    @TempDir
    Path folder;

    private SourceArchive source;

    @BeforeEach
    void openASource() throws IOException {
        Path zip = folder.resolve("source.zip");
        try (ZipBuilder builder = new ZipBuilder(zip)) {
            builder.directory("root", 0755)
                    .directory("root/conf", 0755)
                    .file("root/conf/a.xml", 0644, new byte[1])
                    .file("root/b.txt", 0644, new byte[1])
                    .link("root/link", "b.txt");
        }
        source = SourceArchive.open(zip, SourceOptions.cachingIn(folder.resolve("cache")));
    }

    @AfterEach
    void closeTheSource() throws IOException {
        source.close();
    }

    @Test
    void whatFitsIsTaken() {
        assertTaken(Set.of(), entry("x", FILE), entry("root/x", FILE), entry("root/conf/x", LINK));
        assertTaken(Set.of(), entry("new", FOLDER), entry("new/x", FILE), entry("new/y/z", FILE));
        assertTaken(Set.of(), entry("new/x", FILE), entry("new", FOLDER));
    }

    @Test
    void whatIsOmittedMayBeAddedAsSomethingElse() {
        assertTaken(Set.of("root/b.txt"), entry("root/b.txt", FOLDER), entry("root/b.txt/below", FILE));
        assertTaken(Set.of("root/b.txt"), entry("root/b.txt/below", FILE));
        assertTaken(Set.of("root/conf", "root/conf/a.xml"), entry("root/conf", LINK));
        assertTaken(Set.of("root/conf"), entry("root/conf", FOLDER));
    }

    @Test
    void aNameThatTheSourceHasIsRefused() {
        assertRefused("'root/b.txt' is in the source and not omitted", Set.of("root/link"), entry("root/b.txt", FILE));
        assertRefused("'root/conf' is in the source and not omitted", Set.of(), entry("root/conf", FOLDER));
    }

    @Test
    void aNameThatIsAddedTwiceIsRefused() {
        assertRefused("'x' is added twice", Set.of(), entry("x", FOLDER), entry("x", FOLDER));
        assertRefused("'x' is added twice", Set.of("x"), entry("x", FILE), entry("y", FILE), entry("x", LINK));
    }

    @Test
    void whatWouldLieBelowAFileOrALinkIsRefused() {
        for (String name : new String[] {"root/b.txt", "root/link"}) {
            assertRefused("' is below '" + name + "', which is no directory", Set.of(), entry(name + "/x", FILE));
            assertRefused("' is below '" + name + "', which is no directory", Set.of(), entry(name + "/x/y", FOLDER));
        }
        for (Content content : List.of(FILE, LINK)) {
            assertRefused("'d/e/f' is below 'd', which", Set.of(), entry("d", content), entry("d/e/f", FILE));
            assertRefused("'d/e/f' is below 'd', which", Set.of(), entry("d/e/f", FILE), entry("d", content));
            assertRefused(
                    "'root/b.txt/x' is below 'root/b.txt', which",
                    Set.of("root/b.txt"),
                    entry("root/b.txt", content),
                    entry("root/b.txt/x", FILE));
        }
    }

    @Test
    void aFileOrALinkInThePlaceOfAFolderThatIsNotEmptyIsRefused() {
        for (Content content : List.of(FILE, LINK)) {
            assertRefused(
                    "'root/conf' is no directory, but source entries are below it",
                    Set.of("root/conf"),
                    entry("root/conf", content));
        }
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() {
        assertRefused("'../x' has the part '..' in its name", Set.of(), entry("../x", FILE));
        assertRefused("'a\\u{000a}' ", Set.of(), entry("a\n", FILE));
    }

    private void assertTaken(Set<String> omitted, AddedEntry... added) {
        assertThatCode(() -> check(omitted, added)).doesNotThrowAnyException();
    }

    private void assertRefused(String message, Set<String> omitted, AddedEntry... added) {
        assertThatThrownBy(() -> check(omitted, added))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private void check(Set<String> omitted, AddedEntry... added) {
        new AddedEntriesCheck(source).check(new TarGzOutput(folder.resolve("out"), omitted, List.of(added)));
    }

    private static AddedEntry entry(String name, Content content) {
        return new AddedEntry(name, 0644, Instant.EPOCH, content);
    }
}
