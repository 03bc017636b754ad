package io.github.apim.archive;

import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One source entry as a self-contained part of a deflate stream: byte-aligned at both ends, without back-references to
 * earlier data and without a final block, so that pieces can be concatenated in any selection and order.
 *
 * <p>It is {@code head}, then the source's data, then {@code tail}. Deflated data are copied as they are, except for
 * BFINAL of their last block, which is cleared, and for their last byte: {@code tail} begins in its unused bits. Stored
 * data are copied in stored blocks of at most 65,535 bytes; the head of the first of them is in {@code head}.
 *
 * @param head      deflate blocks with the tar header
 * @param data      where the source's data lie, with length 0 if there are none
 * @param tail      deflate blocks with the tar padding; its first byte is added to the last one of the data if that is
 *                  shared
 * @param shared    how many bits of the data's last byte belong to them, 0 if all
 * @param crc       CRC-32 of the part of the tar file that this yields
 * @param shift     what the piece does to the CRC of all before, see {@link Crc32Combination#shift}
 * @param tarLength bytes of that part
 */
record Piece(byte[] head, EntryData data, byte[] tail, int shared, int crc, int shift, long tarLength) {

    private static final EntryData NO_DATA = new EntryData(0, 0, Optional.empty(), 0, new ContentDigest(0, 0, 0, 0));

    /** The piece of an entry whose data lie there. */
    static Piece of(SourceEntry entry, TarHeader headers, EntryData data, BitWriter bits) {
        byte[] header = headers.of(
                entry.name(),
                entry.kind(),
                entry.mode(),
                entry.size(),
                entry.modified(),
                entry.linkTarget().orElse(""));
        bits.discardBytes();
        FixedBlocks.write(bits, header);
        CRC32 crc = new CRC32();
        crc.update(header);
        if (entry.size() == 0) {
            FixedBlocks.align(bits);
            return new Piece(
                    bits.toByteArray(),
                    NO_DATA,
                    new byte[0],
                    0,
                    (int) crc.getValue(),
                    Crc32Combination.shift(header.length),
                    header.length);
        }
        if (data.shape().isPresent()) {
            FixedBlocks.align(bits);
        } else {
            FixedBlocks.storedHead(bits, (int) Math.min(data.length(), Deflate.MAX_STORED));
        }
        byte[] head = bits.toByteArray();

        bits.discardBytes();
        int shared = data.shape().map(shape -> (int) (shape.end() & 7)).orElse(0);
        bits.bits(0, shared);
        byte[] padding = new byte[TarHeader.padding(entry.size())];
        if (padding.length > 0) {
            FixedBlocks.write(bits, padding);
        }
        FixedBlocks.align(bits);
        byte[] tail = bits.toByteArray();

        int whole = Crc32Combination.combine(
                (int) crc.getValue(), (int) entry.crc32(), Crc32Combination.shift(entry.size()));
        crc.reset();
        crc.update(padding);
        whole = Crc32Combination.combine(whole, (int) crc.getValue(), Crc32Combination.shift(padding.length));
        long tarLength = header.length + entry.size() + padding.length;
        return new Piece(head, data, tail, shared, whole, Crc32Combination.shift(tarLength), tarLength);
    }
}
