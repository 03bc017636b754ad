package io.github.apim.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipLong;

/** Builds well-formed zips as tools on Unix make them. */
final class ZipBuilder implements AutoCloseable {

    static final Instant TIME = Instant.parse("2015-06-07T08:09:11Z");

    private final ZipArchiveOutputStream zip;

    ZipBuilder(Path file) throws IOException {
        this.zip = new ZipArchiveOutputStream(file);
    }

    ZipBuilder level(int level) {
        zip.setLevel(level);
        return this;
    }

    ZipBuilder directory(String name, int mode) throws IOException {
        return put(name + "/", 0040000 | mode, ZipEntry.STORED, new byte[0]);
    }

    ZipBuilder file(String name, int mode, byte[] content) throws IOException {
        return put(name, 0100000 | mode, ZipEntry.DEFLATED, content);
    }

    ZipBuilder stored(String name, int mode, byte[] content) throws IOException {
        return put(name, 0100000 | mode, ZipEntry.STORED, content);
    }

    ZipBuilder link(String name, String target) throws IOException {
        return put(name, 0120777, ZipEntry.DEFLATED, target.getBytes(StandardCharsets.UTF_8));
    }

    ZipBuilder put(String name, int unixMode, int method, byte[] content) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(method);
        entry.setUnixMode(unixMode);
        X5455_ExtendedTimestamp time = new X5455_ExtendedTimestamp();
        time.setModifyTime(new ZipLong(TIME.getEpochSecond()));
        time.setFlags(X5455_ExtendedTimestamp.MODIFY_TIME_BIT);
        entry.addExtraField(time);
        if (method == ZipEntry.STORED) {
            entry.setSize(content.length);
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setCrc(crc.getValue());
        }
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
        return this;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
