package io.github.apim.family.bam2;

import io.github.apim.deployment.Credentials;
import io.github.apim.edit.PropertiesFile;
import io.github.apim.overlay.OverlayException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A BAM toolbox: a zip whose {@code streams.properties} names the user that declares the streams (matrix §8 S2). One that
 * is changed is written with all entries stored and one time, so that its bytes depend on nothing but its content.
 */
final class Toolbox {

    private static final String STREAMS = "streams.properties";
    private static final String PREFIX = "streams.definitions.";

    /** The shipped ones have a few kB. */
    private static final int MOST_BYTES = 64 << 20;

    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 12, 0);

    private Toolbox() {}

    /**
     * The toolbox with that user in it; empty if it names no user.
     *
     * @param name the toolbox's path, for messages
     */
    static Optional<byte[]> loggingIn(String name, byte[] toolbox, Credentials user) throws IOException {
        Map<String, byte[]> entries = entries(name, toolbox);
        boolean changed = false;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().equals(STREAMS) || entry.getKey().endsWith("/" + STREAMS)) {
                byte[] streams = loggingIn(PropertiesFile.parse(name + "!/" + entry.getKey(), entry.getValue()), user);
                changed = changed || !Arrays.equals(streams, entry.getValue());
                entry.setValue(streams);
            }
        }
        return changed ? Optional.of(stored(entries)) : Optional.empty();
    }

    private static byte[] loggingIn(PropertiesFile shipped, Credentials user) {
        PropertiesFile streams = shipped;
        for (String key : shipped.keys()) {
            if (key.startsWith(PREFIX) && key.endsWith(".username")) {
                streams = streams.setEverywhere(key, user.username());
            } else if (key.startsWith(PREFIX) && key.endsWith(".password")) {
                streams = streams.setEverywhere(key, user.password().reveal());
            }
        }
        return streams.bytes();
    }

    private static Map<String, byte[]> entries(String name, byte[] toolbox) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        int left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(toolbox))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(left + 1);
                left -= content.length;
                if (left < 0) {
                    throw new OverlayException(
                            name + " is no toolbox: it unpacks to more than " + MOST_BYTES + " bytes");
                }
                entries.put(entry.getName(), content);
            }
        } catch (ZipException problem) {
            throw new OverlayException(name + " is no toolbox: " + problem.getMessage(), problem);
        }
        if (entries.isEmpty()) {
            throw new OverlayException(name + " is no toolbox, or an empty one; replace it or leave it out");
        }
        return entries;
    }

    private static byte[] stored(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(each.getValue());
                ZipArchiveEntry entry = new ZipArchiveEntry(each.getKey());
                entry.setMethod(ZipArchiveEntry.STORED);
                entry.setSize(each.getValue().length);
                entry.setCrc(crc.getValue());
                entry.setTimeLocal(TIME);
                zip.putArchiveEntry(entry);
                zip.write(each.getValue());
                zip.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }
}
