package io.github.apim.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;

/** Turns the bytes of a zip entry's name into text (APPNOTE.TXT, appendix D). */
final class ZipNames {

    private static final int UNICODE_HEAD = 5;

    private ZipNames() {}

    /**
     * The name: UTF-8 if so flagged, else what the Unicode path field says if it belongs to these bytes, else code page
     * 437.
     *
     * @throws ArchiveException if it should be UTF-8 and is not
     */
    static String decode(Path file, byte[] raw, boolean utf8, Optional<byte[]> unicodeField) {
        if (isAscii(raw)) {
            return new String(raw, StandardCharsets.US_ASCII);
        }
        if (utf8) {
            return strictUtf8(file, raw, 0);
        }
        if (unicodeField.filter(field -> belongs(field, raw)).isPresent()) {
            return strictUtf8(file, unicodeField.get(), UNICODE_HEAD);
        }
        return new String(raw, Charset.forName("IBM437"));
    }

    private static boolean isAscii(byte[] raw) {
        for (byte value : raw) {
            if (value < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a field of version 1 has the CRC of the name: tools that rename an entry may forget it. */
    private static boolean belongs(byte[] field, byte[] raw) {
        if (field.length <= UNICODE_HEAD || field[0] != 1) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(raw);
        int given = field[1] & 0xFF | (field[2] & 0xFF) << 8 | (field[3] & 0xFF) << 16 | (field[4] & 0xFF) << 24;
        return given == (int) crc.getValue();
    }

    private static String strictUtf8(Path file, byte[] bytes, int from) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException invalid) {
            String shown = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
            throw ArchiveException.of(
                    file, shown, "its name is not the UTF-8 it should be. Pack the archive again.", invalid);
        }
    }
}
