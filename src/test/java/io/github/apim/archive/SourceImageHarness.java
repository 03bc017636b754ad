package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Makes folders and tar.gz files, and opens them as sources of tarballs. */
abstract class SourceImageHarness {

    static final Instant TIME = Instant.parse("2015-06-07T08:09:11Z");
    static final byte[] JAR = Samples.random(200_000, 1);
    static final byte[] TEXT = Samples.text(100_000, 2);

    @TempDir
    Path folder;

    final ByteArrayOutputStream tarBytes = new ByteArrayOutputStream();
    TarArchiveOutputStream tar;

    @BeforeEach
    void startATar() {
        tar = new TarArchiveOutputStream(tarBytes, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    void assertRefused(byte type, String target, String message) throws IOException {
        tarBytes.reset();
        startATar();
        entry("x", type, target);
        Path file = tarGz();
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(message);
    }

    void directory(String name, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        put(entry, new byte[0]);
    }

    void file(String name, int mode, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setSize(content.length);
        put(entry, content);
    }

    void entry(String name, byte type, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        put(entry, new byte[0]);
    }

    void put(TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setModTime(FileTime.from(TIME));
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    Path tarGz() throws IOException {
        tar.close();
        return Files.write(folder.resolve("source.tar.gz"), gzip(tarBytes.toByteArray()));
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    Path exampleFolder() throws IOException {
        Path source = folder.resolve("source");
        Files.createDirectories(source.resolve("a/empty"));
        Files.write(source.resolve("Z.txt"), TEXT);
        Files.write(source.resolve("big.jar"), JAR);
        Files.createFile(source.resolve("empty.txt"));
        Files.writeString(source.resolve("a/run.sh"), "#!/bin/sh\n");
        Files.writeString(source.resolve("a-b"), "x");
        Files.createSymbolicLink(source.resolve("a/link"), Path.of("run.sh"));
        Files.setPosixFilePermissions(source.resolve("a/run.sh"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(source.resolve("a-b"), PosixFilePermissions.fromString("rwxrwxr-x"));
        Files.setPosixFilePermissions(source.resolve("Z.txt"), PosixFilePermissions.fromString("rw-rw----"));
        Files.setLastModifiedTime(source.resolve("Z.txt"), FileTime.from(TIME));
        return source;
    }

    Path image() throws IOException {
        return images().get(0);
    }

    List<Path> images() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".image.zip")).toList();
        }
    }

    TarGzResult write(SourceArchive archive, String name) throws IOException {
        return new TarGzWriter(archive, TarGzOptions.defaults())
                .write(List.of(new TarGzOutput(folder.resolve(name), Set.of(), List.of())))
                .get(0);
    }

    SourceArchive open(Path source) throws IOException {
        return open(source, Limits.DEFAULT);
    }

    SourceArchive open(Path source, Limits limits) throws IOException {
        return SourceArchive.open(source, new SourceOptions(limits, folder.resolve("cache"), 2));
    }
}
