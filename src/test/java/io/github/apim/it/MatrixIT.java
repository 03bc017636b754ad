package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NewerJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job gives the same tarball in every Maven on every Java, whatever the umask, time zone, locale and folder.
 * The quick run has each Maven on each Java, the others by turns; {@code -Dapim.it.matrix} has every combination.
 */
@Needs(Need.NEWER_JAVA)
class MatrixIT {

    private static final List<String> UMASKS = List.of("002", "022", "077");

    /** Time zone and options of the JVM; in Turkish the small I is another letter. */
    private static final List<List<String>> PLACES = List.of(
            List.of("UTC", "-Duser.language=en -Duser.country=US"),
            List.of("Pacific/Chatham", "-Duser.language=tr -Duser.country=TR"));

    private static final List<String> FOLDERS = List.of("plain", "with blanks & übung-例");

    private record Cell(String maven, Path java, String umask, List<String> place, String folder) {}

    @TempDir
    Path folder;

    @Test
    void everyCombinationGivesTheSameTarball() throws IOException {
        List<Cell> cells = cells(System.getProperty("apim.it.matrix") != null);
        List<String> checksums = new ArrayList<>();
        for (Cell cell : cells) {
            checksums.add(checksum(cell, folder.resolve(Integer.toString(checksums.size()))));
            assertThat(checksums.get(checksums.size() - 1)).as("%s", cell).isEqualTo(checksums.get(0));
        }
        System.out.println(
                cells.size() + " combinations gave " + checksums.get(0).strip());
    }

    private static List<Cell> cells(boolean all) throws IOException {
        List<Path> javas = List.of(Path.of(System.getProperty("java.home")), NewerJava.home());
        List<Cell> cells = new ArrayList<>();
        for (String maven : Mavens.installed().toList()) {
            for (Path java : javas) {
                Stream<Cell> others = UMASKS.stream()
                        .flatMap(umask -> PLACES.stream()
                                .flatMap(place ->
                                        FOLDERS.stream().map(folder -> new Cell(maven, java, umask, place, folder))));
                List<Cell> combinations = others.toList();
                // Seven has no divisor in common with their number, so that each comes in its turn.
                cells.addAll(all ? combinations : List.of(combinations.get(cells.size() * 7 % combinations.size())));
            }
        }
        return cells;
    }

    private static String checksum(Cell cell, Path root) throws IOException {
        Path project = MavenRun.copy("quickstart", root.resolve(cell.folder()));
        MavenRun.of(cell.maven(), project)
                .environment("TZ", cell.place().get(0))
                .environment("LC_ALL", "C.UTF-8")
                .environment("MAVEN_OPTS", cell.place().get(1))
                .umask(cell.umask())
                .javaHome(cell.java())
                .with("-o", "-Drole=gateway-worker", "-Dapim.node=gateway-worker-1")
                .assemble()
                .succeeded();
        return Files.readString(project.resolve("target/apim/gateway-worker-1.tar.gz.sha256"));
    }
}
