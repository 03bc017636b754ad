package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that lead elsewhere or collide are refused, by zip and by tar.gz alike; odd names that do no harm are kept. */
class HostileNamesTest {

    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path outer;

    private Path folder;

    @BeforeEach
    void makeAFolderToBreakOutOf() throws IOException {
        folder = Files.createDirectory(outer.resolve("folder"));
    }

    @AfterEach
    void nothingIsOutside() throws IOException {
        try (Stream<Path> beside = Files.list(outer)) {
            assertThat(beside).containsExactly(folder);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "..",
                "r/..",
                "r/../../x",
                "./../x",
                "..\\x",
                "r\\..\\..\\x",
                "/x",
                "//server/share/x",
                "\\\\server\\share\\x",
                "\\x",
                "C:/x",
                "c:x",
                "A:x",
                "Z:",
                "z:x",
                "C:\\x",
                "\\\\?\\C:\\x",
                "r/.. /x",
                "r/... /x",
                "r/. ./x",
                "r/.../x",
                "r/\u0000../x",
                "x\u0000.jpg",
                "r/\n/../x",
                "r//x",
                "r/./x",
                " ",
                "r/\u2028\u0085x"
            })
    void isRefused(String name) throws IOException {
        assertRefused(zip(new RawZip().stored("r/good", CONTENT).stored(name, CONTENT)));
        // A NUL ends a tar's name, so it cannot be in one; and a leading "./" is how tars name what is in them.
        if (name.indexOf('\0') < 0 && !name.equals("r/./x")) {
            assertRefused(tarGz(name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2e%2e/x",
                "..%2fx",
                "r/..x/y..z",
                "r/..;/x",
                "~/x",
                "$HOME/x",
                "-rf",
                "r/`id`",
                "r/'\"*?<>|",
                "r/name.",
                "r/\uff0e\uff0e/x",
                "r/\u202ecod.exe",
                "r/CON",
                "@:x",
                "[:x",
                "`:x",
                "{:x"
            })
    void isAnOddNameAndNothingElse(String name) throws IOException {
        for (Path source : List.of(zip(new RawZip().stored(name, CONTENT)), tarGz(name))) {
            try (SourceArchive archive = open(source)) {
                assertThat(archive.entries()).extracting(SourceEntry::name).containsExactly(name);
                TarGzOutput output =
                        new TarGzOutput(folder.resolve(source.getFileName() + "-out.tar.gz"), Set.of(), List.of());
                new TarGzWriter(archive, TarGzOptions.defaults()).write(List.of(output));
                assertThat(TarItem.readGz(output.file())).isEqualTo(TarItem.ofAll(archive));
            }
        }
    }

    /** Overlong and other broken forms of "../x", which a lenient decoder would take for it. */
    @ParameterizedTest
    @ValueSource(strings = {"c0aec0ae2f78", "e080aee080ae2f78", "2e2ec0af78", "f08080ae2e2f78", "eda0802f78", "ff2f78"})
    void utf8ThatIsNoneIsRefused(String hex) throws IOException {
        byte[] raw = HexFormat.of().parseHex(hex);
        assertRefused(zip(new RawZip().stored("", CONTENT, entry -> entry.name = entry.localName = raw)));
    }

    /** A name whose Unicode field says something else than its bytes: the field counts, and is checked. */
    @Test
    void theUnicodeFieldIsCheckedToo() throws IOException {
        byte[] raw = {'a', (byte) 0x81};
        CRC32 crc = new CRC32();
        crc.update(raw);
        byte[] field = RawZip.buffer(5 + 4)
                .put((byte) 1)
                .putInt((int) crc.getValue())
                .put("../x".getBytes(StandardCharsets.US_ASCII))
                .array();
        assertRefused(zip(new RawZip().stored("", CONTENT, entry -> {
            entry.name = entry.localName = raw;
            entry.flags = entry.localFlags = 0;
            entry.extra = RawZip.extra(0x7075, field);
        })));
    }

    static Stream<List<String>> collisions() {
        return Stream.of(
                List.of("r/a", "r/a"),
                List.of("r/A", "r/a"),
                List.of("R/a", "r/b"),
                List.of("r/caf\u00e9", "r/cafe\u0301"),
                List.of("r/\u1e9e", "r/\u00df"),
                List.of("r/I", "r/\u0131"),
                List.of("r/K", "r/\u212a"),
                List.of("r/a", "r/a."),
                List.of("r/a ", "r/a"),
                List.of("r./a", "r/b"),
                List.of("r /a", "r/b"),
                List.of("r /a.", "r /a"),
                List.of("r/Z\u007e", "r/z\u007e"),
                List.of("r/\u00c0", "r/\u00e0"),
                List.of("r/a", "r/a/b"),
                List.of("r/a/b", "r/a"),
                List.of("r/a/b/c", "r/A"));
    }

    @ParameterizedTest
    @MethodSource("collisions")
    void twoThatCannotBothBeUnpackedAreRefused(List<String> names) throws IOException {
        RawZip zip = new RawZip();
        names.forEach(name -> zip.stored(name, CONTENT));
        assertRefused(zip(zip));
        assertRefused(tarGz(names.toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource({
        "r/l,   ../..,          r/x, y",
        "r/l,   ../../etc,      r/x, y",
        "r/l,   /etc/passwd,    r/x, y",
        "r/l,   C:/x,           r/x, y",
        "r/l,   ..\\..\\x,      r/x, y",
        "r/a/l, ..,             r/a/m, l/../..",
        "r/a/l, ../b,           r/b, ../../x",
        "r/l,   m,              r/m, l",
        "r/l,   l,              r/x, y",
        "r/l,   l/x,            r/x, y",
        "r/l,   x/../../../etc, r/x, y",
        "r/l,   '',             r/x, y"
    })
    void linksThatLeadOutAreRefused(String link, String target, String other, String otherTarget) throws IOException {
        assertRefused(
                zip(new RawZip().stored("r/file", CONTENT).link(link, target).link(other, otherTarget)));
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        assertRefused(
                zip(new RawZip().link("r/l", "d").stored("r/d/", new byte[0]).stored("r/l/x", CONTENT)));
        assertRefused(zip(new RawZip().stored("r/l/x", CONTENT).link("r/l", "d")));
        assertRefused(zip(new RawZip().link("r/l", "d").stored("r/L/x", CONTENT)));
    }

    @Test
    void aTypeThatNoTarKnowsIsRefused() throws IOException {
        byte[] tar = tar("x");
        for (int type : new int[] {'Q', 0xC0, 0xFF, '3', '6'}) {
            byte[] changed = tar.clone();
            changed[156] = (byte) type;
            assertRefused(gzip(checksummed(changed)));
        }
    }

    private void assertRefused(Path source) {
        assertThatThrownBy(() -> open(source))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith(source + ": entry '")
                .hasMessageNotContaining("\n");
    }

    private SourceArchive open(Path source) throws IOException {
        return SourceArchive.open(source, new SourceOptions(Limits.DEFAULT, folder.resolve("cache"), 1));
    }

    private Path zip(RawZip zip) throws IOException {
        return Files.write(folder.resolve("source.zip"), zip.build());
    }

    private Path tarGz(String... names) throws IOException {
        return gzip(tar(names));
    }

    private Path gzip(byte[] tar) throws IOException {
        Path file = folder.resolve("source.tar.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(tar);
        }
        return file;
    }

    /** A tar of plain headers, put together byte by byte: libraries mend the names that they are given. */
    private static byte[] tar(String... names) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (String name : names) {
            byte[] header = new byte[512];
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, header, 0, bytes.length);
            put(header, 100, "0000644\0000000000\0000000000\00000000000003\00000000000000\0");
            header[156] = '0';
            put(header, 257, "ustar\00000");
            tar.writeBytes(checksummed(header));
            tar.writeBytes(Arrays.copyOf(CONTENT, 512));
        }
        tar.writeBytes(new byte[1_024]);
        return tar.toByteArray();
    }

    private static byte[] checksummed(byte[] header) {
        put(header, 148, "        ");
        int sum = 0;
        for (int place = 0; place < 512; place++) {
            sum += header[place] & 0xFF;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int place, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, place, text.length());
    }
}
