package io.github.apim.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes the headers of tar entries: ustar (POSIX.1-1988) where it can say everything, with a pax extended header
 * (POSIX.1-2001) before it where it cannot. Owner and group are numbers without names.
 */
final class TarHeader {

    /** The unit of the format, in bytes. */
    static final int BLOCK = 512;

    private static final int NAME_SIZE = 100;
    private static final int PREFIX_SIZE = 155;
    private static final int PREFIX_PLACE = 345;
    private static final int LINK_PLACE = 157;
    private static final int CHECKSUM_PLACE = 148;
    private static final int MAX_OCTAL_7 = (1 << 21) - 1;
    private static final long MAX_OCTAL_11 = (1L << 33) - 1;

    private static final byte TYPE_FILE = '0';
    private static final byte TYPE_SYMLINK = '2';
    private static final byte TYPE_DIRECTORY = '5';
    private static final byte TYPE_PAX = 'x';

    private final Placement placement;
    private final Optional<Instant> fixedTime;

    /** @param fixedTime the time that all entries get, instead of their own */
    TarHeader(Placement placement, Optional<Instant> fixedTime) {
        this.placement = placement;
        this.fixedTime = fixedTime;
    }

    /**
     * The header of one entry, a multiple of {@value #BLOCK} bytes.
     *
     * @param name       without the prefix, and without a slash at its end
     * @param linkTarget of a symbolic link, else empty
     * @param modified   written in whole seconds, the fraction dropped
     */
    byte[] of(String name, EntryKind kind, int mode, long size, Instant modified, String linkTarget) {
        String fullName = placement.name(kind == EntryKind.DIRECTORY ? name + "/" : name);
        byte[] nameBytes = fullName.getBytes(StandardCharsets.UTF_8);
        byte[] linkBytes = linkTarget.getBytes(StandardCharsets.UTF_8);
        long time = fixedTime.orElse(modified).getEpochSecond();
        int split = nameBytes.length <= NAME_SIZE ? 0 : split(nameBytes);

        ByteArrayOutputStream pax = new ByteArrayOutputStream();
        if (split < 0 || nameBytes.length != fullName.length()) {
            paxRecord(pax, "path", nameBytes);
        }
        if (linkBytes.length > NAME_SIZE || linkBytes.length != linkTarget.length()) {
            paxRecord(pax, "linkpath", linkBytes);
        }
        if (size > MAX_OCTAL_11) {
            paxRecord(pax, "size", size);
        }
        if (time < 0 || time > MAX_OCTAL_11) {
            paxRecord(pax, "mtime", time);
        }
        if (placement.user() > MAX_OCTAL_7) {
            paxRecord(pax, "uid", placement.user());
        }
        if (placement.group() > MAX_OCTAL_7) {
            paxRecord(pax, "gid", placement.group());
        }

        byte type = switch (kind) {
            case FILE -> TYPE_FILE;
            case SYMLINK -> TYPE_SYMLINK;
            case DIRECTORY -> TYPE_DIRECTORY;
        };
        int paxSize = pax.size() == 0 ? 0 : BLOCK + padded(pax.size());
        byte[] header = new byte[paxSize + BLOCK];
        if (paxSize > 0) {
            byte[] paxName = ("PaxHeaders/" + lastSegment(name)).getBytes(StandardCharsets.UTF_8);
            ustar(header, 0, paxName, 0, TYPE_PAX, 0644, pax.size(), time, new byte[0]);
            System.arraycopy(pax.toByteArray(), 0, header, BLOCK, pax.size());
        }
        ustar(header, paxSize, nameBytes, split, type, placement.mode(mode), size, time, linkBytes);
        return header;
    }

    /** The least multiple of {@value #BLOCK} that is not below a size. */
    static int padded(int size) {
        return size + padding(size);
    }

    /** How many 0 bytes follow a content of this size. */
    static int padding(long size) {
        return (int) (-size & BLOCK - 1);
    }

    private void ustar(
            byte[] header,
            int start,
            byte[] name,
            int split,
            byte type,
            int mode,
            long size,
            long time,
            byte[] linkTarget) {
        if (split > 0) {
            System.arraycopy(name, 0, header, start + PREFIX_PLACE, split);
            System.arraycopy(name, split + 1, header, start, name.length - split - 1);
        } else {
            // What does not fit is in the pax header; this is for readers that do not know it.
            System.arraycopy(name, 0, header, start, truncated(name));
        }
        octal(header, start + 100, 7, mode);
        octal(header, start + 108, 7, placement.user() > MAX_OCTAL_7 ? 0 : placement.user());
        octal(header, start + 116, 7, placement.group() > MAX_OCTAL_7 ? 0 : placement.group());
        octal(header, start + 124, 11, size > MAX_OCTAL_11 ? 0 : size);
        octal(header, start + 136, 11, time < 0 || time > MAX_OCTAL_11 ? 0 : time);
        header[start + 156] = type;
        System.arraycopy(linkTarget, 0, header, start + LINK_PLACE, truncated(linkTarget));
        byte[] magic = {'u', 's', 't', 'a', 'r', 0, '0', '0'};
        System.arraycopy(magic, 0, header, start + 257, magic.length);
        checksum(header, start);
    }

    /** The sum of all bytes with the checksum's own place taken for blanks: six digits, a 0 byte, a blank. */
    private static void checksum(byte[] header, int start) {
        Arrays.fill(header, start + CHECKSUM_PLACE, start + CHECKSUM_PLACE + 8, (byte) ' ');
        int sum = 0;
        for (int place = start; place < start + BLOCK; place++) {
            sum += header[place] & 0xFF;
        }
        octal(header, start + CHECKSUM_PLACE, 6, sum);
        header[start + CHECKSUM_PLACE + 6] = 0;
    }

    private static void octal(byte[] header, int start, int digits, long value) {
        long left = value;
        for (int place = start + digits - 1; place >= start; place--) {
            header[place] = (byte) ('0' + (left & 7));
            left >>>= 3;
        }
    }

    /** The slash that divides a long name into prefix and name, or -1 if none does. */
    private static int split(byte[] name) {
        for (int slash = Math.max(1, name.length - 1 - NAME_SIZE); slash < name.length - 1; slash++) {
            if (slash > PREFIX_SIZE) {
                return -1;
            }
            if (name[slash] == '/') {
                return slash;
            }
        }
        return -1;
    }

    /** How many bytes of a UTF-8 text fit into a field, without half a character at the end. */
    private static int truncated(byte[] text) {
        if (text.length <= NAME_SIZE) {
            return text.length;
        }
        int length = NAME_SIZE;
        while (length > 0 && (text[length] & 0xC0) == 0x80) {
            length--;
        }
        return length;
    }

    private static String lastSegment(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static void paxRecord(ByteArrayOutputStream out, String keyword, long value) {
        paxRecord(out, keyword, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    }

    /** One record: its own length in decimal, a blank, keyword, {@code =}, value, line feed. */
    private static void paxRecord(ByteArrayOutputStream out, String keyword, byte[] value) {
        int rest = keyword.length() + value.length + 3;
        int length = rest + Integer.toString(rest).length();
        // The length counts its own digits, of which it may so need one more.
        length = rest + Integer.toString(length).length();
        out.writeBytes((length + " " + keyword + "=").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(value);
        out.write('\n');
    }
}
