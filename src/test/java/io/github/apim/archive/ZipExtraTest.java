package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ZipExtraTest {

    private static final long SATURATED = 0xFFFF_FFFFL;
    private static final int BEFORE = 7;

    @Test
    void fieldsOfOthersArePassedOver() {
        ZipExtra extra = parse(
                RawZip.extra(0x7875, new byte[11]),
                RawZip.extra(0x000a, new byte[0]),
                timestamp(1, 1_000_000_001),
                new byte[3]);
        assertThat(extra.modified()).contains(Instant.ofEpochSecond(1_000_000_001));
        assertThat(extra.zip64()).isEmpty();
        assertThat(extra.unicodeName()).isEmpty();
    }

    @Test
    void aTimestampCountsIfItHasTheTimeOfTheChange() {
        assertThat(parse(timestamp(3, -1)).modified()).contains(Instant.ofEpochSecond(-1));
        assertThat(parse(timestamp(2, 99)).modified()).isEmpty();
        assertThat(parse(RawZip.extra(0x5455, new byte[] {1, 2, 3, 4})).modified())
                .isEmpty();
        assertThat(parse(RawZip.extra(0x5455, new byte[] {1, 2, 0, 0, 0, 9, 9, 9, 9}))
                        .modified())
                .contains(Instant.ofEpochSecond(2));
    }

    @Test
    void theUnicodeNameIsTakenAsItIs() {
        byte[] content = {1, 2, 3, 4, 5, 'a', 'b'};
        ZipExtra extra = parse(RawZip.extra(0x0001, new byte[8]), RawZip.extra(0x7075, content));
        assertThat(extra.unicodeName())
                .hasValueSatisfying(name -> assertThat(name).isEqualTo(content));
    }

    @Test
    void aFieldThatReachesBeyondTheOthersEndCountsForNothing() {
        byte[] whole = timestamp(1, 77);
        for (int missing = 1; missing <= whole.length; missing++) {
            ByteBuffer header = header(whole);
            assertThat(ZipExtra.parse(header, BEFORE, whole.length - missing).modified())
                    .as("%s bytes less", missing)
                    .isEmpty();
        }
        assertThat(ZipExtra.parse(header(whole), BEFORE, whole.length).modified())
                .contains(Instant.ofEpochSecond(77));
    }

    @Test
    void onlyNumbersThatAreSaturatedAreReplacedInTheirOrder() {
        ZipExtra one = parse(RawZip.numbers(11));
        assertThat(one.widened(1, 2, 3)).containsExactly(1, 2, 3);
        assertThat(one.widened(SATURATED, 2, 3)).containsExactly(11, 2, 3);
        assertThat(one.widened(1, SATURATED, 3)).containsExactly(1, 11, 3);
        assertThat(one.widened(1, 2, SATURATED)).containsExactly(1, 2, 11);
        assertThat(one.widened(SATURATED, SATURATED, 3)).isEmpty();
        ZipExtra three = parse(timestamp(1, 5), RawZip.numbers(11, 12, 13));
        assertThat(three.widened(SATURATED, SATURATED, SATURATED)).containsExactly(11, 12, 13);
        assertThat(three.widened(SATURATED, 2, SATURATED)).containsExactly(11, 2, 12);
        assertThat(three.widened(SATURATED - 1, 2, 3)).containsExactly(SATURATED - 1, 2, 3);
    }

    @Test
    void aZip64FieldMayHaveADiskBehindItsNumbersOrBeTooShort() {
        byte[] withDisk = new byte[28];
        withDisk[0] = 1;
        withDisk[8] = 2;
        withDisk[16] = 3;
        withDisk[24] = 4;
        assertThat(parse(RawZip.extra(1, withDisk)).zip64()).containsExactly(1, 2, 3);
        assertThat(parse(RawZip.extra(1, new byte[32])).zip64()).hasSize(3);
        assertThat(parse(RawZip.extra(1, new byte[7])).zip64()).isEmpty();
        assertThat(parse(RawZip.extra(1, new byte[7])).widened(1, SATURATED, 3)).isEmpty();
        assertThat(parse().widened(SATURATED, 2, 3)).isEmpty();
    }

    private static byte[] timestamp(int flags, int seconds) {
        return RawZip.extra(
                0x5455, RawZip.buffer(5).put((byte) flags).putInt(seconds).array());
    }

    private static ZipExtra parse(byte[]... fields) {
        ByteBuffer header = header(fields);
        return ZipExtra.parse(header, BEFORE, header.capacity() - BEFORE);
    }

    private static ByteBuffer header(byte[]... fields) {
        int size = BEFORE;
        for (byte[] field : fields) {
            size += field.length;
        }
        ByteBuffer header = RawZip.buffer(size).position(BEFORE);
        for (byte[] field : fields) {
            header.put(field);
        }
        return header;
    }
}
