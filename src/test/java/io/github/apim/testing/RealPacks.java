package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The real packs' configuration files and listings, where they are at hand: they belong to their vendor and are no part
 * of this project, so what needs them is skipped elsewhere.
 */
public final class RealPacks {

    /** The system property that names their folder, instead of {@code ../shared/packs}. */
    public static final String PROPERTY = "apim.real.packs";

    private RealPacks() {}

    /** An entry of a real pack: its Unix mode with type bits, its sizes in bytes and its path with the root folder. */
    public record Listed(int mode, String method, long size, long compressed, String path) {

        static Listed parse(String line) {
            String[] fields = line.split("\t");
            return new Listed(
                    Integer.parseInt(fields[0], 8),
                    fields[1],
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    fields[4]);
        }

        /** Whether this is a folder, whose path ends in a slash. */
        public boolean isFolder() {
            return path.endsWith("/");
        }
    }

    /** Their folder, which may be missing. */
    public static Path folder() {
        return Path.of(System.getProperty(
                        PROPERTY, Project.folder().resolve("../shared/packs").toString()))
                .normalize();
    }

    /** Skips the test, in one line, where the real packs are not at hand. */
    public static void assumePresent() {
        Assumptions.assumeTrue(
                Files.isDirectory(folder()),
                () -> "Skipped: the files of the real packs are not at hand, there is no " + folder() + " (-D"
                        + PROPERTY + " names another place)");
    }

    /** A configuration file as it is in the real pack, or what would be it: only those that get edited are kept. */
    public static Path file(String pack, String path) {
        return folder().resolve(pack).resolve(path);
    }

    /** All entries of a real pack such as {@code wso2am-1.9.0}, in their order. */
    public static List<Listed> listing(String pack) throws IOException {
        return Files.readAllLines(listingFile(pack)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Listed::parse)
                .toList();
    }

    static Path listingFile(String pack) {
        return folder().resolve(pack + ".listing.tsv");
    }
}
