package io.github.apim.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a zip holds, it is refused by name or becomes a tarball of the same content. */
class ZipFuzz {

    static Stream<byte[]> zips() {
        byte[] text = Samples.text(300, 1);
        RawZip behindAScript = new RawZip().deflated("r/a", text);
        behindAScript.prefix = "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                new RawZip()
                        .stored("r/", new byte[0])
                        .deflated("r/a", text)
                        .stored("r/b/c", text)
                        .link("r/b/d", "c")
                        .build(),
                new RawZip().zip64().deflated("a", text).stored("b", text).build(),
                new RawZip().deflated("ü", text, RawZip.Entry::described).build(),
                behindAScript.build());
    }

    @MethodSource("zips")
    @FuzzTest
    void isRefusedOrTakenAsItIs(byte[] zip) throws IOException {
        FuzzedSource.take("source.zip", zip);
    }
}
