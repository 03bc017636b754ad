package io.github.apim.assembly.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.ImageBuild;
import io.github.apim.testing.TestDeployment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords in the user's own files, where planning does not look for them. */
class SecretSearchTest {

    private static final String PASSWORD = "Swordfish7";
    private static final String TEXT = "the password is '" + PASSWORD + "'";
    private static final String NODE = "store-1";
    private static final String PLACE = "repository/deployment/own";

    /** Where one portion ends and the next one goes on. */
    private static final int BORDER = (1 << 20) + (1 << 14);

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = ExampleDeployment.in(folder)
                .knowing("apim-db", PASSWORD)
                .with("\nnodes:", "\nimages: { base: scratch }\nnodes:");
    }

    private Path own(byte[] content) throws IOException {
        Path file = folder.resolve("overlays/" + NODE).resolve(PLACE);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private Map<String, NodeImage> build() throws IOException {
        return new ImageBuild(deployment)
                .of(new NodeSelection(List.of(), List.of(NODE)))
                .run();
    }

    private void isFound(byte[] content, String where) throws IOException {
        Path file = own(content);

        assertThatThrownBy(this::build)
                .isInstanceOfSatisfying(
                        DeploymentException.class,
                        problem -> assertThat(problem.problems())
                                .singleElement()
                                .asString()
                                .contains(
                                        file.getFileName().toString(),
                                        "a password of the descriptor stands in " + where + "this file",
                                        "the image of store-1",
                                        "chmod 600")
                                .doesNotContain(PASSWORD));
        assertThat(deployment.output().resolve("images.json")).doesNotExist();
    }

    private void isNotFound(byte[] content) throws IOException {
        own(content);

        assertThat(build().get(NODE).secrets()).doesNotContainKey(PLACE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("first.txt"));
            zip.write(bytes("nothing here"));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] far(int before, String text, Charset charset) {
        return ("x".repeat(before) + text + "\n" + "y".repeat(before)).getBytes(charset);
    }

    @Test
    void anArchivesEntriesAreSearched() throws IOException {
        isFound(zip("WEB-INF/db.properties", bytes(TEXT)), "WEB-INF/db.properties in ");
    }

    @Test
    void soAreThoseOfArchivesInIt() throws IOException {
        isFound(
                zip("WEB-INF/lib/own.jar", zip("db.xml", bytes("<p>" + PASSWORD + "</p>"))),
                "db.xml in WEB-INF/lib/own.jar in ");
    }

    @Test
    void soIsWhatIsCompressedByItself() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(bytes(TEXT));
        }

        isFound(bytes.toByteArray(), "");
    }

    @Test
    void whatIsNoWholeArchiveIsSearchedAsItIs() throws IOException {
        byte[] cut = new byte[40];
        System.arraycopy(zip("a.txt", bytes("text")), 0, cut, 0, cut.length);

        isFound((new String(cut, StandardCharsets.ISO_8859_1) + "\n" + TEXT).getBytes(StandardCharsets.ISO_8859_1), "");
    }

    @Test
    void whatLooksLikeAnArchiveInAnotherOneHidesNothingBehindIt() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("cut.gz"));
            zip.write(new byte[] {0x1f, (byte) 0x8b, 8, 0});
            zip.putNextEntry(new ZipEntry("db.txt"));
            zip.write(bytes(TEXT));
        }

        isFound(bytes.toByteArray(), "db.txt in ");
    }

    @Test
    void anArchiveThatEndsTooEarlyStopsNothing() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(bytes("nothing here ".repeat(100)));
        }

        isNotFound(Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));
    }

    @Test
    void textsInUtf16AreSearched() throws IOException {
        isFound(TEXT.getBytes(StandardCharsets.UTF_16LE), "");
        isFound(TEXT.getBytes(StandardCharsets.UTF_16BE), "");
    }

    @Test
    void aLongFileIsSearchedToItsEndAndAcrossBorders() throws IOException {
        isFound(far(3 << 20, " " + PASSWORD, StandardCharsets.UTF_8), "");
        isFound(far(BORDER - 6, " " + PASSWORD, StandardCharsets.UTF_8), "");
        isFound(far(BORDER / 2 - 6, " " + PASSWORD, StandardCharsets.UTF_16LE), "");
    }

    @Test
    void aPartOfAWordIsNoPasswordNotOnABorderEither() throws IOException {
        isNotFound(far(BORDER - PASSWORD.length() - 1, " " + PASSWORD + "ing", StandardCharsets.UTF_8));
        isNotFound(zip("a.txt", bytes(PASSWORD + "ing")));
    }

    @Test
    void whatEveryPackIsShippedWithIsNoSecret() throws IOException {
        deployment.knowing("apim-db", "wso2carbon");

        isNotFound(zip("a.txt", bytes("wso2carbon")));
    }

    @Test
    void whatOnlyBeginsAsAnArchiveStopsNothing() throws IOException {
        isNotFound(bytes("PK\u0003\u0004 and nothing of the kind"));
    }

    @Test
    void aFileForItsOwnerOnlyIsMountedAndMayHoldIt() throws IOException {
        Files.setPosixFilePermissions(
                own(zip("db.properties", bytes(TEXT))), PosixFilePermissions.fromString("rw-------"));

        assertThat(build().get(NODE).secrets()).containsKey(PLACE);
    }
}
