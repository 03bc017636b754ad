package io.github.apim.rules;

import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.ArtifactReference.Coordinates;
import io.github.apim.deployment.ArtifactReference.LocalPath;
import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.product.DatabaseKind;
import io.github.apim.product.Product;
import io.github.apim.topology.SharedSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The database server that the descriptor names, and its driver. */
final class DatabaseRules {

    private static final Pattern CONNECTOR_8 =
            Pattern.compile("mysql-connector-j-.*|mysql-connector-java-(?:[89]|[1-9][0-9])\\..*");

    private static final int JAVA_OF_CONNECTOR_8 = 8;

    private DatabaseRules() {}

    static List<Rule<DescriptorContext>> all() {
        return List.of(
                Rule.error("M16", DatabaseRules::statisticsHaveASchemaOfTheirOwn),
                Rule.error("M17", DatabaseRules::theServerIsReachable),
                Rule.continued(Rule.warning("M18", DatabaseRules::theDriverIsOldEnough)));
    }

    /** No script runs on the statistics' schema: BAM, or the analytics server, makes its tables (matrix §1.5). */
    private static void statisticsHaveASchemaOfTheirOwn(DescriptorContext context, Reporter reporter) {
        Databases.Schemas schemas = context.deployment().databases().schemas();
        Databases.Schema own = schemas.statistics();
        boolean shared = Stream.of(schemas.apiManager(), schemas.userManagement(), schemas.registry(), schemas.shared())
                .anyMatch(other -> other.isBeside(own) && other.name().equals(own.name()));
        if (context.deployment().statistics().isPresent() && shared) {
            context.report(
                    reporter,
                    "databases.schemas.statistics",
                    "schema " + own.name()
                            + " has another use already, but whatever sums the statistics up makes their tables"
                            + " by itself in a schema of its own, and would fill another's; name an empty schema");
        }
    }

    private static void theServerIsReachable(DescriptorContext context, Reporter reporter) {
        Deployment deployment = context.deployment();
        Set<String> told = new HashSet<>();
        long machines = deployment.nodes().stream()
                .map(context.topology()::machine)
                .distinct()
                .count();
        for (SharedSchema schema : SharedSchema.used(deployment)) {
            String own = "databases.schemas." + schema.key() + ".url";
            String path = context.descriptor().locations().containsKey(own) ? own : "databases.url";
            String url = schema.in(deployment.databases()).url();
            JdbcUrl.hosts(url).stream()
                    .filter(IpAddress::isLoopback)
                    .filter(host -> machines > 1 && told.add(path))
                    .forEach(host -> context.report(
                            reporter,
                            path,
                            host + " is another server on each of the "
                                    + machines + " machines; all but one node"
                                    + " would fail with \"Communications link failure\"; give the server's own"
                                    + " address, and have " + title(deployment) + " listen there"));
        }
    }

    private static String title(Deployment deployment) {
        return deployment.databases().kind().map(DatabaseKind::title).orElse("it");
    }

    private static void theDriverIsOldEnough(DescriptorContext context, Reporter reporter) {
        Databases databases = context.deployment().databases();
        SortedSet<Integer> javas =
                context.topology().suite().facts(Product.API_MANAGER).javas();
        if (!javas.isEmpty() && javas.first() >= JAVA_OF_CONNECTOR_8) {
            return;
        }
        if (CONNECTOR_8.matcher(fileName(databases.driver())).matches()
                || databases.driverClass().startsWith("com.mysql.cj.")) {
            context.report(
                    reporter,
                    "databases.driver",
                    "Connector/J 8 needs Java 8 (\"UnsupportedClassVersionError\" on Java 7) and is made for MySQL 5.7"
                            + " and newer, whose sql_mode refuses the shipped scripts (ERROR 1067 Invalid default"
                            + " value); take mysql:mysql-connector-java:5.1.49 and MySQL 5.5 or 5.6");
        }
    }

    private static String fileName(ArtifactReference reference) {
        if (reference.place() instanceof Coordinates artifact) {
            return artifact.artifactId() + "-" + artifact.version() + ".jar";
        }
        return ((LocalPath) reference.place()).path().getFileName().toString();
    }
}
