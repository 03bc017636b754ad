package io.github.apim.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The real packs' configuration files and listings, where they are at hand: they belong to their vendor and are no part
 * of this project, so what needs them asks for {@link Need#REAL_PACKS}.
 */
public final class RealPacks {

    /** The system property that names their folder, instead of {@code ../shared/packs}. */
    public static final String PROPERTY = "apim.real.packs";

    /** The value of the property that does without them, in continuous integration too. */
    public static final String NONE = "none";

    public static final String API_MANAGER = "wso2am-1.9.0";
    public static final String IDENTITY_SERVER = "wso2is-5.0.0";
    public static final String BAM = "wso2bam-2.5.0";

    private RealPacks() {}

    /** An entry of a real pack: its Unix mode with type bits, its sizes in bytes, -1 where they are not known, and its path with the root folder. */
    public record Listed(int mode, String method, long size, long compressed, String path) {

        static Listed parse(String line) {
            String[] fields = line.split("\t");
            return new Listed(
                    Integer.parseInt(fields[0], 8), fields[1], number(fields[2]), number(fields[3]), fields[4]);
        }

        private static long number(String field) {
            return field.equals("-") ? -1 : Long.parseLong(field);
        }

        /** Whether this is a folder, whose path ends in a slash. */
        public boolean isFolder() {
            return path.endsWith("/");
        }
    }

    /** Their folder. */
    public static Path folder() {
        Need.REAL_PACKS.demand();
        return place();
    }

    /** The descriptor of a deployment that has everything. */
    public static Path exampleDeployment() {
        Need.EXAMPLE_DEPLOYMENT.demand();
        return example();
    }

    static boolean areExpected() {
        return !NONE.equals(System.getProperty(PROPERTY));
    }

    static Optional<String> missing() {
        return Files.isDirectory(place())
                ? Optional.empty()
                : Optional.of("the files of the real packs are not at hand"
                        + (areExpected() ? ", there is no " + place() : "") + " (-D" + PROPERTY
                        + " names their place)");
    }

    static Optional<String> missingExample() {
        return Files.isRegularFile(example())
                ? Optional.empty()
                : Optional.of("the example beside the real packs is not at hand"
                        + (areExpected() ? ", there is no " + example() : ""));
    }

    private static Path place() {
        return Path.of(System.getProperty(
                        PROPERTY, Project.folder().resolve("../shared/packs").toString()))
                .normalize();
    }

    private static Path example() {
        return place().resolveSibling("examples/distributed/deployment.yaml");
    }

    /** The files of all packs with that end of their names, those that several packs have in common only once. */
    public static List<Path> files(String end) {
        Set<ByteBuffer> seen = new HashSet<>();
        try (Stream<Path> walk = Files.walk(folder())) {
            return walk.filter(path -> path.toString().endsWith(end))
                    .sorted()
                    .filter(path -> seen.add(ByteBuffer.wrap(read(path))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A configuration file of a pack, by its path below {@code repository/conf}. */
    public static byte[] read(String pack, String path) {
        return read(file(pack, "repository/conf/" + path));
    }

    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
