package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two files have in common at their beginnings is found by their blocks, and taken over by the script. */
@Needs({Need.DD, Need.SH, Need.SHA256SUM})
class BlocksTest {

    private static final int BLOCK = 1 << 16;
    private static final int SIZE = 100 * BLOCK + 1234;
    private static final String SHA256 = "a".repeat(64);

    @TempDir
    Path folder;

    private final byte[] content = new byte[SIZE];
    private Path tarball;
    private Path far;
    private Path part;
    private NodeOnMachine place;

    @BeforeEach
    void tarball() throws IOException {
        new Random(1).nextBytes(content);
        tarball = Files.write(folder.resolve("store.tar.gz"), content);
        far = Files.createDirectory(folder.resolve("it's a $(far)"));
        place = new NodeOnMachine(new ThisMachine(folder), "store", far.toString());
        place.make(SHA256);
        part = far.resolve(".store.tar.gz." + SHA256 + ".part");
    }

    @Test
    void blocksAreFewAndWhatIsLeftIsNone() throws IOException {
        assertThat(Blocks.of(tarball, SIZE).sums()).hasSize(100).allMatch(sum -> sum.length() == 16);
        assertThat(Blocks.of(tarball, SIZE).chunks()).isOne();
        Files.write(tarball, new byte[30 * SIZE]);
        Blocks large = Blocks.of(tarball, 30L * SIZE);
        assertThat(large.chunks()).isEqualTo(24);
        assertThat(large.sums()).hasSize(125).containsOnly(large.sums().get(0));
        assertThat(Blocks.of(tarball, BLOCK - 1).sums()).isEmpty();
    }

    @Test
    void whereNothingElseIsNothingIsTaken() throws IOException {
        assertThat(place.look(SHA256, SIZE).tarballs()).isFalse();
        assertThat(begin(0)).isZero();
        assertThat(part).isEmptyFile();
    }

    @Test
    void theLongestBeginningIsTakenWhosesoeverItIs() throws IOException {
        other("publisher", 10 * BLOCK + 7);
        other("store", 30 * BLOCK + 1);
        other("key manager", 50 * BLOCK - 1);
        other("worker", 20 * BLOCK);
        Files.createDirectory(far.resolve("folder.tar.gz"));

        assertThat(place.look(SHA256, SIZE).tarballs()).isTrue();
        assertThat(begin(0)).isEqualTo(49 * BLOCK);
        assertThat(part).hasBinaryContent(Arrays.copyOf(content, 49 * BLOCK));
        assertThat(Files.getPosixFilePermissions(part)).hasSize(2);
    }

    @Test
    void anEqualFileGivesAllWholeBlocks() throws IOException {
        Files.write(far.resolve("twin.tar.gz"), content);

        assertThat(begin(0)).isEqualTo(100 * BLOCK);
    }

    @Test
    void aShorterFileGivesWhatItHas() throws IOException {
        Files.write(far.resolve("cut.tar.gz"), Arrays.copyOf(content, 7 * BLOCK + 5));

        assertThat(begin(0)).isEqualTo(7 * BLOCK);
    }

    @Test
    void whatHasArrivedIsOnlyReplacedByMore() throws IOException {
        other("publisher", 10 * BLOCK);
        Files.write(part, Arrays.copyOf(content, 10 * BLOCK + 99));
        assertThat(begin(10 * BLOCK + 99)).isEqualTo(10 * BLOCK + 99);
        assertThat(part).hasSize(10 * BLOCK + 99);

        other("worker", 12 * BLOCK);
        assertThat(begin(10 * BLOCK + 99)).isEqualTo(12 * BLOCK);
        assertThat(part).hasBinaryContent(Arrays.copyOf(content, 12 * BLOCK));
    }

    @Test
    void aFileThatDiffersOnlyAtItsBeginningIsLeftAlone() throws IOException {
        Path other = Files.write(far.resolve("publisher.tar.gz"), content);
        Files.write(other, new byte[10], StandardOpenOption.WRITE);
        Files.write(part, Arrays.copyOf(content, 5 * BLOCK));

        assertThat(begin(0)).isZero();
        assertThat(begin(5 * BLOCK)).isEqualTo(5 * BLOCK);
        assertThat(part).hasSize(5 * BLOCK);
    }

    private long begin(long from) throws IOException {
        return place.begin(SHA256, from, Blocks.of(tarball, SIZE));
    }

    /** A tarball that has so many bytes in common with the one that is to be sent. */
    private void other(String node, int common) throws IOException {
        byte[] own = content.clone();
        own[common] ^= 1;
        Files.write(far.resolve(node + ".tar.gz"), own);
    }
}
