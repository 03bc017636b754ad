package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "a/..b/c..", ".hidden", "a b", "ab:c", "Größe/名前", "😀"})
    void takesPlainRelativeNames(String name) {
        assertThat(EntryNames.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "..,                leads out of the archive",
        "../a,              leads out of the archive",
        "a/../b,            leads out of the archive",
        "a/..,              leads out of the archive",
        "/a,                absolute",
        "/,                 absolute",
        "C:a,               drive",
        "c:/a,              drive",
        "C:,                drive",
        "A:a,               drive",
        "Z:a,               drive",
        "a:a,               drive",
        "z:a,               drive",
        "a\\b,              backslash",
        "..\\a,             backslash",
        ".,                 part '.'",
        "a/./b,             part '.'",
        "a//b,              empty part",
        "a/,                empty part",
        "...,               dots and blanks",
        "'a/.. /b',         dots and blanks",
        "'a/ ',             dots and blanks",
        "'',                no name"
    })
    void refusesWhatCouldEndUpElsewhere(String name, String problem) {
        assertThat(EntryNames.problem(name))
                .hasValueSatisfying(found -> assertThat(found).contains(problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@:a", "[:a", "`:a", "{:a", "1:a", "ab:c", ":a", ":"})
    void onlyALetterBeforeAColonIsADrive(String name) {
        assertThat(EntryNames.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, '\n', '\r', 27, 127, 0x85})
    void refusesControlCharacters(int character) {
        assertThat(EntryNames.problem("a" + (char) character + "b")).hasValue("has a control character in its name");
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(EntryNames.problem("a\uD83D")).hasValue("has half a character in its name");
        assertThat(EntryNames.problem("\uDE00b")).hasValue("has half a character in its name");
    }

    @Test
    void refusesTheSameNameTwice() {
        EntryNames names = new EntryNames();
        assertThat(names.add("a/b", EntryKind.FILE)).isEmpty();
        assertThat(names.add("a/b", EntryKind.FILE)).hasValue("occurs twice");
        assertThat(names.add("a", EntryKind.DIRECTORY)).isEmpty();
        assertThat(names.add("a", EntryKind.DIRECTORY)).hasValue("occurs twice");
    }

    @Test
    void refusesEntriesBelowAFile() {
        EntryNames names = new EntryNames();
        assertThat(names.add("file", EntryKind.FILE)).isEmpty();
        assertThat(names.add("file/below", EntryKind.FILE)).hasValue("is below 'file', which is a file");
    }

    @Test
    void refusesEntriesDeepBelowALink() {
        EntryNames names = new EntryNames();
        names.add("link", EntryKind.SYMLINK);
        assertThat(names.add("link/a/b", EntryKind.FILE)).hasValue("is below 'link', which is a symbolic link");
    }

    @Test
    void refusesAFileWhereSomethingIsBelowAlready() {
        EntryNames names = new EntryNames();
        names.add("a/b/c", EntryKind.FILE);
        assertThat(names.add("a/b", EntryKind.SYMLINK)).hasValue("is no directory, but other entries are below it");
        assertThat(names.add("a", EntryKind.FILE)).hasValue("is no directory, but other entries are below it");
    }

    @Test
    void refusesNamesThatDifferOnlyInCase() {
        EntryNames names = new EntryNames();
        names.add("a/Readme", EntryKind.FILE);
        assertThat(names.add("a/README", EntryKind.FILE))
                .hasValueSatisfying(problem -> assertThat(problem).contains("differs from 'a/Readme' only in case"));
        assertThat(names.add("A/other", EntryKind.FILE))
                .hasValueSatisfying(problem -> assertThat(problem).contains("differs from 'a' only in case"));
    }

    @Test
    void refusesNamesThatDifferOnlyInTheFormOfTheirCharacters() {
        EntryNames names = new EntryNames();
        names.add("caf\u00e9", EntryKind.FILE);
        assertThat(names.add("cafe\u0301", EntryKind.FILE)).isPresent();
        assertThat(names.add("CAF\u00c9", EntryKind.FILE)).isPresent();
        assertThat(names.add("cafe", EntryKind.FILE)).isEmpty();
    }
}
