package io.github.apim.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Guesses the type of a file by its first bytes, for error messages. */
final class FileLooks {

    private static final int LOOK = 512;

    private FileLooks() {}

    static String of(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(LOOK, channel.size()));
        ChannelReads.fully(channel, start, 0);
        byte[] bytes = start.array();
        if (bytes.length == 0) {
            return "an empty file";
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String lower = text.stripLeading().toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return "an HTML page, perhaps the login or error page of a download server";
        }
        if (lower.startsWith("<?xml") || lower.startsWith("<")) {
            return "an XML document, perhaps a server's error message";
        }
        if (lower.startsWith("{")) {
            return "a JSON document, perhaps a server's error message";
        }
        if (lower.startsWith("version https://git-lfs")) {
            return "a Git LFS pointer, which git lfs pull replaces by the file";
        }
        if (text.startsWith("Rar!")) {
            return "a RAR archive; pack it as zip or tar.gz";
        }
        if (text.startsWith("7z\u00bc\u00af")) {
            return "a 7z archive; pack it as zip or tar.gz";
        }
        if (text.startsWith("BZh") || text.startsWith("\u00fd7zXZ") || text.startsWith("(\u00b5/\u00fd")) {
            return "a file compressed by bzip2, xz or zstd; pack it as zip or tar.gz";
        }
        if (text.startsWith("ustar", 257)) {
            return "an uncompressed tar; compress it by gzip";
        }
        for (byte value : bytes) {
            if (value == 0) {
                return "binary data that do not begin like a zip";
            }
        }
        return "text that begins with '" + ArchiveException.printable(text.substring(0, Math.min(40, text.length())))
                + "'";
    }
}
