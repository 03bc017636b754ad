package io.github.apim.archive;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.List;

/** Outputs that are the same so far, with what is to be known of their bytes: computed once for all of them. */
final class Strand {

    private final List<Output> outputs;
    private MessageDigest digest;
    private int crc;
    private long tarLength;

    /** An output with the places of the source entries that it leaves out. */
    record Output(int number, OutputFile file, BitSet omitted, List<AddedEntry> added) {}

    Strand(List<Output> outputs, MessageDigest digest) {
        this(outputs, digest, 0, 0);
    }

    private Strand(List<Output> outputs, MessageDigest digest, int crc, long tarLength) {
        this.outputs = List.copyOf(outputs);
        this.digest = digest;
        this.crc = crc;
        this.tarLength = tarLength;
    }

    /** Some of these outputs as a strand of their own, in the state of this one. */
    Strand part(List<Output> some) {
        return new Strand(some, Sha256.copy(digest), crc, tarLength);
    }

    List<Output> outputs() {
        return outputs;
    }

    MessageDigest digest() {
        return digest;
    }

    /** Goes on from the digest that somebody else has computed of the same bytes. */
    void adopt(MessageDigest other) {
        digest = Sha256.copy(other);
    }

    /** CRC-32 of the tar file so far. */
    int crc() {
        return crc;
    }

    /** Bytes of the tar file so far. */
    long tarLength() {
        return tarLength;
    }

    void count(Piece piece) {
        crc = Crc32Combination.combine(crc, piece.crc(), piece.shift());
        tarLength += piece.tarLength();
    }

    void digest(ByteBuffer bytes) {
        digest.update(bytes);
    }
}
