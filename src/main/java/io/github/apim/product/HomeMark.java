package io.github.apim.product;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By which files a folder is known for a home, and of what. */
public final class HomeMark {

    private static final String VERSION = "bin/version.txt";
    private static final String BROKER = "conf/activemq.xml";
    private static final Pattern BROKER_JAR = Pattern.compile("lib/activemq-broker-(\\d[\\d.]*)\\.jar");

    /** Of these files below it a home has one. */
    public static final List<String> FILES = List.of(VERSION, BROKER);

    private HomeMark() {}

    /** Where the home begins, of which these are the files: the shortest path with a mark below it; empty if there is none. */
    public static Optional<String> root(Collection<String> names) {
        return names.stream()
                .flatMap(name -> FILES.stream()
                        .filter(mark -> name.equals(mark) || name.endsWith("/" + mark))
                        .map(mark -> name.substring(0, Math.max(0, name.length() - mark.length() - 1))))
                .min((one, other) -> one.length() != other.length()
                        ? Integer.compare(one.length(), other.length())
                        : one.compareTo(other));
    }

    /** Whether a folder is a home itself, rather than one that holds homes. */
    public static boolean isHome(Path folder) {
        return FILES.stream().anyMatch(mark -> Files.exists(folder.resolve(mark)));
    }

    /**
     * The product and version of a home; empty if the home says none that is known.
     *
     * @param paths what is in it
     * @param read  reads a file that may be there
     */
    public static Optional<ProductVersion> of(Collection<String> paths, Function<String, Optional<byte[]>> read) {
        Optional<String> said = read.apply(VERSION).map(bytes -> new String(bytes, StandardCharsets.UTF_8).trim());
        if (said.isPresent()) {
            int split = said.get().lastIndexOf(" v");
            return split < 0
                    ? Optional.empty()
                    : Arrays.stream(Product.values())
                            .filter(product -> product.title().equals(said.get().substring(0, split)))
                            .map(product ->
                                    new ProductVersion(product, said.get().substring(split + 2)))
                            .findFirst();
        }
        return paths.contains(BROKER)
                ? paths.stream()
                        .map(BROKER_JAR::matcher)
                        .filter(Matcher::matches)
                        .map(jar -> new ProductVersion(Product.MESSAGE_BROKER, jar.group(1)))
                        .findFirst()
                : Optional.empty();
    }
}
