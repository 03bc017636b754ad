package io.github.apim.maven;

import io.github.apim.edit.BundledFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The deployments to start with; each is a descriptor among the plugin's resources. */
enum Starter {
    ALL_IN_ONE,
    GATEWAY_SEPARATE,
    DISTRIBUTED;

    private static final String SCHEMA = "deployment.schema.json";

    /** @throws IllegalParameterException for a word that is no pattern */
    static Starter of(String word) {
        return Arrays.stream(values())
                .filter(starter -> starter.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalParameterException("apim.pattern is '" + word + "', but must be one of "
                        + Arrays.stream(values()).map(Starter::toString).collect(Collectors.joining(", "))));
    }

    /**
     * Writes the descriptor, and the schema unless it is there already.
     *
     * @return what was written
     * @throws IllegalParameterException if there is a descriptor already, which stays as it is
     */
    List<String> write(Path descriptor) throws IOException {
        if (Files.exists(descriptor)) {
            throw new IllegalParameterException(
                    descriptor + " is there already and stays as it is; name another file with -Dapim.descriptor=…");
        }
        Path schema = descriptor.toAbsolutePath().resolveSibling(SCHEMA);
        Files.createDirectories(schema.getParent());
        List<String> written = new ArrayList<>();
        if (!Files.exists(schema)) {
            Files.write(schema, resource(SCHEMA), StandardOpenOption.CREATE_NEW);
            written.add(schema.toString());
        }
        Files.write(descriptor, resource("init/" + this + ".yaml"), StandardOpenOption.CREATE_NEW);
        written.add(0, descriptor.toString());
        return written;
    }

    /** What goes into the POM. */
    static String pom(String version) throws IOException {
        return new String(resource("init/pom-snippet.xml"), StandardCharsets.UTF_8).replace("VERSION", version);
    }

    private static byte[] resource(String name) throws IOException {
        return BundledFile.bytes(Starter.class, "/io/github/apim/" + name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
