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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The deployments to start with; each is a row here and a descriptor of its name among the plugin's resources. */
enum Starter {
    ALL_IN_ONE("one node that does everything"),
    ALL_IN_ONE_BALANCED("two nodes that both do everything, behind a load balancer"),
    GATEWAY_SEPARATE("manager and workers on machines of their own, key manager, publisher and store on one"),
    DISTRIBUTED("every role on its own, APIs through SVN"),
    SHARED_DIRECTORY("every role on its own, APIs in a directory of a file server"),
    RSYNC("every role on its own, APIs copied by rsync"),
    ACTIVE_ACTIVE("two of every role, and gateways that are equals"),
    STAND_BY("every role on its own, and a second gateway manager that stands by"),
    GATEWAY_ENVIRONMENTS("every role on its own, with internal and external gateways"),
    LOAD_BALANCERS("every role on its own, behind one load balancer in the DMZ and one within"),
    PATHS("every role on its own; publisher, store and APIs under one name, told apart by paths"),
    POSTGRESQL("every role on its own, with PostgreSQL"),
    STATISTICS("every role on its own, with single sign-on and two BAM nodes"),
    AWS("every role on its own, on instances of Amazon EC2"),
    TRAFFIC_MANAGERS("every role on its own, as in API Manager 2, with two traffic managers and web sockets"),
    API_MANAGER_3("every role on its own, as in API Manager 3, which fetches APIs from the database"),
    API_MANAGER_4("two control planes, two traffic managers and two gateways of API Manager 4"),
    ALL_IN_ONE_4("two nodes of API Manager 4 that do everything, and two gateways");

    /** The word that asks for all of them. */
    static final String LIST = "list";

    private static final String SCHEMA = "deployment.schema.json";
    private static final String USUAL_NAME = "deployment.yaml";
    private static final Pattern SERVER = Pattern.compile("^[^#\\n]*\\bcredentials: ([\\w-]+)", Pattern.MULTILINE);

    private final String title;

    Starter(String title) {
        this.title = title;
    }

    /** @throws IllegalParameterException for a word that is no pattern */
    static Starter of(String word) {
        return Arrays.stream(values())
                .filter(starter -> starter.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalParameterException("apim.pattern is '" + word + "', but must be one of "
                        + Arrays.stream(values()).map(Starter::toString).collect(Collectors.joining(", "))
                        + "; -Dapim.pattern=" + LIST + " says what they are"));
    }

    /** A line for each pattern. */
    static List<String> list() {
        return Arrays.stream(values())
                .map(starter -> String.format(Locale.ROOT, "%-22s%s", starter, starter.title))
                .toList();
    }

    /** What the deployment is, without a full stop. */
    String title() {
        return title;
    }

    /** The descriptor. */
    String descriptor() throws IOException {
        return text("init/" + this + ".yaml");
    }

    /**
     * Writes the descriptor and, unless they are there already, the schema, a POM and what Git ignores.
     *
     * @param version the plugin's, for the POM
     * @return what was written, the descriptor first
     * @throws IllegalParameterException if there is a descriptor already, which stays as it is
     */
    List<Path> write(Path descriptor, String version) throws IOException {
        if (Files.exists(descriptor)) {
            throw new IllegalParameterException(
                    descriptor + " is there already and stays as it is; name another file with -Dapim.descriptor=…");
        }
        Path folder = descriptor.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        create(descriptor, descriptor(), written);
        create(folder.resolve(SCHEMA), text(SCHEMA), written);
        if (create(pom(descriptor), pom(descriptor, version), written)) {
            create(folder.resolve(".gitignore"), text("init/gitignore.txt"), written);
        }
        return List.copyOf(written);
    }

    private static boolean create(Path file, String text, List<Path> written) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        written.add(file);
        return true;
    }

    /** The POM of a descriptor, whether it is there or not. */
    static Path pom(Path descriptor) {
        return descriptor.toAbsolutePath().resolveSibling("pom.xml");
    }

    private static String pom(Path descriptor, String version) throws IOException {
        return text("init/pom.xml")
                .replace(
                        "BUILD",
                        build(descriptor, version).stripTrailing().indent(2).stripTrailing());
    }

    /** What a POM needs for a descriptor beside it. */
    static String build(Path descriptor, String version) throws IOException {
        String name = descriptor.getFileName().toString();
        return text("init/pom-snippet.xml")
                .replace("VERSION", version)
                .replace(
                        "CONFIGURATION",
                        name.equals(USUAL_NAME)
                                ? ""
                                : "\n      <configuration><descriptor>${project.basedir}/" + name
                                        + "</descriptor></configuration>");
    }

    /** What settings.xml needs: the servers that the descriptor names. */
    String servers() throws IOException {
        return SERVER.matcher(descriptor())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .map(id -> "  <server>\n    <id>" + id
                        + "</id>\n    <username>…</username>\n    <password>…</password>\n  </server>\n")
                .collect(Collectors.joining("", "<servers>\n", "</servers>\n"));
    }

    private static String text(String name) throws IOException {
        return new String(BundledFile.bytes(Starter.class, "/io/github/apim/" + name), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
