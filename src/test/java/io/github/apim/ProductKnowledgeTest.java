package io.github.apim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.product.Catalogue;
import io.github.apim.product.Facts;
import io.github.apim.product.PortFact;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Versions of products, paths of their files, their ports and their switches stand in {@code product} and {@code family}
 * alone: a version that is added is added there. What a test of the layout cannot see, literals, is read from the sources.
 */
class ProductKnowledgeTest {

    private static final Path SOURCES = Project.folder().resolve("src/main/java/io/github/apim");

    private static final List<String> ROOMS_THAT_KNOW = List.of("product", "family");

    /** A comment, a text block, a string, a character, or a number. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?<comment>//[^\\n]*|/\\*.*?\\*/)|(?<text>\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\")"
                    + "|'(?:[^'\\\\]|\\\\.[^']*)'|(?<number>(?<![\\w.])[0-9][0-9_]*(?![\\w.]))",
            Pattern.DOTALL);

    /** What Carbon's own kernels are called, beside the products on them. */
    private static final List<String> KERNELS = List.of("4.2.0", "4.4.3");

    private static final Pattern VERSION = Pattern.compile("(?<![0-9.])(?:"
            + Stream.concat(
                            Stream.of(Product.values()).flatMap(product -> Catalogue.known(product).stream()),
                            KERNELS.stream())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")(?![0-9])");

    private static final Pattern FILE = Pattern.compile(
            "repository/(?:components|conf|data|deployment|logs|resources|tenants)|bin/wso2|wso2carbon|wso2server"
                    + "|(?:carbon|axis2|registry|api-manager|user-mgt|identity|catalina-server|activemq|jetty)\\.xml"
                    + "|master-datasources|site\\.json|jaggeryapps|synapse-configs");

    private static final Pattern SWITCH = Pattern.compile("-D(?:profile|workerNode)");

    private static final Set<String> PORTS = ports();

    @Test
    void onlyFactsAndFamiliesNameVersionsFilesAndPorts() throws IOException {
        List<String> found = new ArrayList<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String name = SOURCES.relativize(file).toString();
                if (ROOMS_THAT_KNOW.stream().noneMatch(room -> name.startsWith(room + "/"))) {
                    read++;
                    knowledge(Files.readString(file)).forEach(literal -> found.add(name + ": " + literal));
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(read).isGreaterThan(200);
    }

    @Test
    void eachKindOfLiteralIsFound() {
        assertThat(knowledge("""
                String known = "this is 1.9.0";
                String kernel = "Carbon 4.2.0 says";
                String file = "repository/conf/x.xml";
                String folder = \"""
                    below repository/components
                    \""";
                int port = 9443;
                String url = "https://localhost:8243/";
                String option = "-Dprofile=" + profile;
                """)).hasSize(7);
    }

    @Test
    void otherLiteralsAndCommentsAreNot() {
        assertThat(knowledge("""
                /* repository/conf/carbon.xml of 1.9.0, at 9443 */
                // -Dprofile
                String address = "10.0.0.11 and 11.9.0 and 1.9.01", path = "report/conf", quote = "\\"";
                int bytes = 94430;
                long some = 9443L;
                char letter = '"';
                """)).isEmpty();
    }

    private static List<String> knowledge(String source) {
        return TOKEN.matcher(source)
                .results()
                .map(token -> token.group())
                .filter(token -> token.startsWith("\"") ? isKnowledge(token) : PORTS.contains(token.replace("_", "")))
                .toList();
    }

    private static boolean isKnowledge(String text) {
        return VERSION.matcher(text).find()
                || FILE.matcher(text).find()
                || SWITCH.matcher(text).find()
                || Pattern.compile("(?<=:)[0-9]+")
                        .matcher(text)
                        .results()
                        .anyMatch(port -> PORTS.contains(port.group()));
    }

    private static Set<String> ports() {
        Stream<Facts> broker = Stream.of(Catalogue.of(new ProductVersion(Product.MESSAGE_BROKER, "")));
        return Stream.concat(Catalogue.all().stream(), broker)
                .flatMap(facts -> facts.ports().stream())
                .map(PortFact::base)
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
