package io.github.apim.testing;

import io.github.apim.archive.FileDigests;
import io.github.apim.image.Digest;
import io.github.apim.image.Layer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Layers in memory: any files, and what stands for a base image with a shell, its programs, and a Java. */
public final class StubBase {

    /** Where its Java is. */
    public static final String JAVA_HOME = "/opt/java";

    private static final String JAVA = "#!/bin/sh\necho 'java version \"1.7.0_80\"' >&2\n";

    /** A layer and its bytes. */
    public record Stub(Layer layer, byte[] bytes) {}

    private StubBase() {}

    /** A static busybox under the names of its programs, and a Java that knows its version. */
    public static Stub base() {
        try {
            Map<String, Object> files = new LinkedHashMap<>();
            files.put("bin/busybox", Files.readAllBytes(Need.BUSYBOX.path()));
            for (String program : List.of(
                    ("awk basename cat chmod cp cut date dirname echo env expr find grep head id kill ls ln mkdir mktemp mv"
                                    + " nohup od ps pwd readlink rm sed setsid sh sleep sort stat tail test touch tr uname wc")
                            .split(" "))) {
                files.put("bin/" + program, Path.of("busybox"));
            }
            files.put(JAVA_HOME.substring(1) + "/bin/java", JAVA.getBytes(StandardCharsets.UTF_8));
            files.put("etc/passwd", "root:x:0:0:root:/:/bin/sh\n".getBytes(StandardCharsets.UTF_8));
            return layer(files);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** @param files bytes, and paths for links; all may be executed */
    public static Stub layer(Map<String, Object> files) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar)) {
            Set<String> folders = new TreeSet<>();
            for (String name : files.keySet()) {
                for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                    folders.add(name.substring(0, slash + 1));
                }
            }
            for (String folder : folders) {
                TarArchiveEntry entry = new TarArchiveEntry(folder);
                entry.setMode(0040755);
                entry.setModTime(0);
                out.putArchiveEntry(entry);
                out.closeArchiveEntry();
            }
            for (Map.Entry<String, Object> file : files.entrySet()) {
                if (file.getValue() instanceof Path target) {
                    TarArchiveEntry link = new TarArchiveEntry(file.getKey(), TarArchiveEntry.LF_SYMLINK);
                    link.setLinkName(target.toString());
                    link.setModTime(0);
                    out.putArchiveEntry(link);
                } else {
                    byte[] bytes = (byte[]) file.getValue();
                    TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                    entry.setSize(bytes.length);
                    entry.setMode(0100755);
                    entry.setModTime(0);
                    out.putArchiveEntry(entry);
                    out.write(bytes);
                }
                out.closeArchiveEntry();
            }
        }
        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
            tar.writeTo(out);
        }
        byte[] bytes = gz.toByteArray();
        Digest diffId = new Digest(FileDigests.sha256(tar.toByteArray()));
        return new Stub(new Layer(Layer.TAR_GZ, Digest.of(bytes), bytes.length, diffId), bytes);
    }
}
