package io.github.apim.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ZipNamesTest {

    private static final Path FILE = Path.of("pack.zip");
    private static final byte[] CODE_PAGE = "Größe".getBytes(Charset.forName("IBM437"));

    @Test
    void plainNamesAreTheSameInEveryEncoding() {
        byte[] raw = "bin/start.sh\u007f".getBytes(StandardCharsets.US_ASCII);
        assertThat(ZipNames.decode(FILE, raw, false, Optional.empty())).isEqualTo("bin/start.sh\u007f");
        assertThat(ZipNames.decode(FILE, raw, false, Optional.of(field(1, raw, "other"))))
                .isEqualTo("bin/start.sh\u007f");
        assertThat(ZipNames.decode(FILE, new byte[0], true, Optional.empty())).isEmpty();
    }

    @Test
    void otherNamesAreUtf8IfTheySaySo() {
        byte[] raw = "名前".getBytes(StandardCharsets.UTF_8);
        assertThat(ZipNames.decode(FILE, raw, true, Optional.empty())).isEqualTo("名前");
        assertThat(ZipNames.decode(FILE, raw, true, Optional.of(field(1, raw, "other"))))
                .isEqualTo("名前");
    }

    @Test
    void theUnicodeFieldCountsIfItBelongsToTheName() {
        assertThat(ZipNames.decode(FILE, CODE_PAGE, false, Optional.empty())).isEqualTo("Größe");
        assertThat(ZipNames.decode(FILE, CODE_PAGE, false, Optional.of(field(1, CODE_PAGE, "名"))))
                .isEqualTo("名");
        assertThat(ZipNames.decode(FILE, CODE_PAGE, false, Optional.of(field(2, CODE_PAGE, "名"))))
                .isEqualTo("Größe");
        byte[] renamed = "Größer".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ZipNames.decode(FILE, CODE_PAGE, false, Optional.of(field(1, renamed, "名"))))
                .isEqualTo("Größe");
    }

    @Test
    void everyByteOfTheFieldsCrcCounts() {
        byte[] field = field(1, CODE_PAGE, "名");
        for (int place = 1; place <= 4; place++) {
            byte[] wrong = field.clone();
            wrong[place] ^= 1;
            assertThat(ZipNames.decode(FILE, CODE_PAGE, false, Optional.of(wrong)))
                    .isEqualTo("Größe");
        }
    }

    @Test
    void aFieldWithoutANameCountsForNothing() {
        byte[] field = field(1, CODE_PAGE, "");
        assertThat(ZipNames.decode(FILE, CODE_PAGE, false, Optional.of(field))).isEqualTo("Größe");
        assertThat(ZipNames.decode(FILE, CODE_PAGE, false, Optional.of(Arrays.copyOf(field, 3))))
                .isEqualTo("Größe");
        assertThat(ZipNames.decode(FILE, CODE_PAGE, false, Optional.of(new byte[0])))
                .isEqualTo("Größe");
    }

    @Test
    void whatShouldBeUtf8AndIsNotIsShownAndRefused() {
        assertThatThrownBy(() -> ZipNames.decode(FILE, new byte[] {'a', (byte) 0xFF, 'b'}, true, Optional.empty()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("entry 'aÿb': its name is not the UTF-8 it should be");
        byte[] field = field(1, CODE_PAGE, "x");
        field[5] = (byte) 0xFF;
        assertThatThrownBy(() -> ZipNames.decode(FILE, CODE_PAGE, false, Optional.of(field)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("entry 'ÿ': its name is not the UTF-8 it should be");
    }

    private static byte[] field(int version, byte[] raw, String name) {
        CRC32 crc = new CRC32();
        crc.update(raw);
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer field = RawZip.buffer(5 + utf8.length);
        return field.put((byte) version).putInt((int) crc.getValue()).put(utf8).array();
    }
}
