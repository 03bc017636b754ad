package io.github.apim.descriptor;

import io.github.apim.deployment.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gets the text of the descriptor's file. */
final class DescriptorText {

    /** A thousand nodes take a tenth of it. */
    static final long MOST_BYTES = 2L << 20;

    private DescriptorText() {}

    /**
     * The text without a byte order mark, or empty if there is none to parse, which is then a problem.
     *
     * @param parameter the parameter that names the file
     */
    static Optional<String> read(Path file, String parameter, Problems problems) throws IOException {
        Location start = new Location(file.toString(), 1, 1);
        if (!Files.exists(file)) {
            problems.error(
                    start,
                    YamlPath.ROOT,
                    "there is no such file; create it, or name another with -D" + parameter + "=…");
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            problems.error(start, YamlPath.ROOT, "this is a folder; name the file in it with -D" + parameter + "=…");
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            problems.error(
                    start,
                    YamlPath.ROOT,
                    "this is no file, but a pipe, a socket or a device; name a file with -D" + parameter + "=…");
            return Optional.empty();
        }
        if (Files.size(file) > MOST_BYTES) {
            problems.error(start, YamlPath.ROOT, "the descriptor has more than " + MOST_BYTES + " bytes");
            return Optional.empty();
        }
        return decode(Files.readAllBytes(file), file, problems);
    }

    private static Optional<String> decode(byte[] bytes, Path file, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), decoded, true);
        String text = decoded.flip().toString();
        if (result.isError()) {
            int lineStart = text.lastIndexOf('\n') + 1;
            int line = 1
                    + (int) text.chars().filter(character -> character == '\n').count();
            Location where = new Location(file.toString(), line, 1 + text.codePointCount(lineStart, text.length()));
            problems.error(where, YamlPath.ROOT, "the descriptor must be UTF-8; this byte is not");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    }
}
