package io.github.apim.manifest;

import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceEntry;
import io.github.apim.manifest.ManifestFile.Type;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * All entries of a pack as they were when it was checked: one line each of mode, bytes, SHA-256 and path, separated by
 * tabs; of folders and links only mode and path, a slash behind a folder's.
 */
public final class PackListing {

    private static final int COLUMNS = 4;
    private static final int DIGITS = 64;
    private static final String NONE = "-";

    /** Some twenty times what the real packs have. */
    private static final int MOST_BYTES = 32 << 20;

    private static final int MOST_ITEMS = 300_000;

    private PackListing() {}

    /**
     * An entry.
     *
     * @param sha256 of a file's content, in hexadecimal digits; empty for folders and links
     */
    public record Item(String path, Type type, int mode, long size, Optional<String> sha256) {}

    /** The entry of an archive under its path below the home. */
    public static Item item(String path, SourceEntry entry, SourceArchive archive) {
        Type type = switch (entry.kind()) {
            case FILE -> Type.FILE;
            case DIRECTORY -> Type.FOLDER;
            case SYMLINK -> Type.LINK;
        };
        Optional<String> sha256 = type == Type.FILE ? Optional.of(archive.sha256(entry)) : Optional.empty();
        return new Item(path, type, entry.mode(), entry.size(), sha256);
    }

    /** The list as text, of which {@link Manifest#LISTING} is the gzip file. */
    public static byte[] write(List<Item> items) {
        StringBuilder lines = new StringBuilder(items.size() * 128);
        for (Item item : items) {
            boolean file = item.type() == Type.FILE;
            // By hand: a format string for each of ten thousand lines would take longer than all the rest.
            String mode = Integer.toOctalString(item.mode());
            lines.append("0".repeat(Math.max(0, 4 - mode.length())))
                    .append(mode)
                    .append('\t');
            lines.append(file ? Long.toString(item.size()) : NONE).append('\t');
            lines.append(item.sha256().orElse(item.type() == Type.LINK ? "link" : NONE));
            lines.append('\t').append(item.path());
            lines.append(item.type() == Type.FOLDER ? "/\n" : "\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a list.
     *
     * @param source for messages
     * @throws ManifestException if this is none
     */
    public static List<Item> read(byte[] gzip, String source) {
        List<Item> items = new ArrayList<>();
        byte[] text = unpacked(gzip, source);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (items.size() == MOST_ITEMS) {
                    throw new ManifestException(source + " lists more than " + MOST_ITEMS + " entries, as no pack has");
                }
                items.add(item(line));
            }
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException problem) {
            throw none(source, problem);
        }
        return items;
    }

    private static byte[] unpacked(byte[] gzip, String source) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] text = in.readNBytes(MOST_BYTES + 1);
            if (text.length > MOST_BYTES) {
                throw new ManifestException(source + " unpacks to more than " + (MOST_BYTES >> 20)
                        + " MiB, which no list of a pack's entries does");
            }
            return text;
        } catch (IOException problem) {
            throw none(source, problem);
        }
    }

    private static ManifestException none(String source, Exception problem) {
        return new ManifestException(
                source + " is no list of a pack's entries; build the node again, or take its tarball", problem);
    }

    private static Item item(String line) {
        String[] columns = line.split("\t", COLUMNS);
        int mode = Integer.parseInt(columns[0], 8);
        String path = columns[3];
        if (!columns[1].equals(NONE)) {
            return new Item(path, Type.FILE, mode, Long.parseLong(columns[1]), Optional.of(digest(columns[2])));
        }
        return path.endsWith("/")
                ? new Item(path.substring(0, path.length() - 1), Type.FOLDER, mode, 0, Optional.empty())
                : new Item(path, Type.LINK, mode, 0, Optional.empty());
    }

    /** What was built with CRC-32 in its list must be built anew to be verified. */
    private static String digest(String digits) {
        if (digits.length() != DIGITS) {
            throw new IllegalArgumentException("no SHA-256: " + digits);
        }
        return digits;
    }
}
