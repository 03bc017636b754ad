package io.github.apim.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a tar in a gzip file holds, it is refused by name or becomes a tarball of the same content. */
class TarGzFuzz {

    static Stream<byte[]> tars() throws IOException {
        return Stream.of(tar(TarArchiveOutputStream.LONGFILE_POSIX), tar(TarArchiveOutputStream.LONGFILE_GNU));
    }

    private static byte[] tar(int longNames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // The smallest blocks, or most of what the fuzzer changes would be padding.
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512, "UTF-8")) {
            tar.setLongFileMode(longNames);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (String name : new String[] {"r/", "r/file", "r/" + "ü/".repeat(70) + "file"}) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(name.endsWith("/") ? 0 : 20);
                tar.putArchiveEntry(entry);
                tar.write(new byte[(int) entry.getSize()]);
                tar.closeArchiveEntry();
            }
            for (byte type : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
                TarArchiveEntry link = new TarArchiveEntry("r/link" + type, type);
                link.setLinkName(type == TarConstants.LF_LINK ? "r/file" : "file");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @MethodSource("tars")
    @FuzzTest
    void isRefusedOrTakenAsItIs(byte[] tar) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(tar);
        }
        FuzzedSource.take("source.tar.gz", bytes.toByteArray());
    }
}
