package io.github.apim.rules;

import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.ArtifactReference.Coordinates;
import io.github.apim.deployment.ArtifactReference.LocalPath;
import io.github.apim.deployment.Databases;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import java.util.List;
import java.util.regex.Pattern;

/** The database server that the descriptor names, and its driver. */
final class DatabaseRules {

    private static final Pattern CONNECTOR_8 =
            Pattern.compile("mysql-connector-j-.*|mysql-connector-java-(?:[89]|[1-9][0-9])\\..*");

    private DatabaseRules() {}

    static List<Rule<DescriptorContext>> all() {
        return List.of(
                Rule.error("M16", DatabaseRules::statisticsHaveASchemaOfTheirOwn),
                Rule.error("M17", DatabaseRules::theServerIsReachable),
                Rule.continued(Rule.warning("M18", DatabaseRules::theDriverIsOldEnough)));
    }

    /** No script runs on the statistics' schema: BAM makes its tables (matrix §1.5). */
    private static void statisticsHaveASchemaOfTheirOwn(DescriptorContext context, Reporter reporter) {
        Databases.Schemas schemas = context.deployment().databases().schemas();
        List<String> others = List.of(schemas.apiManager(), schemas.userManagement(), schemas.registry());
        if (context.deployment().statistics().isPresent() && others.contains(schemas.statistics())) {
            context.report(
                    reporter,
                    "databases.schemas.statistics",
                    "schema " + schemas.statistics() + " has another use already, but BAM makes the statistics' tables"
                            + " by itself in a schema of its own, and would fill another's; name an empty schema");
        }
    }

    private static void theServerIsReachable(DescriptorContext context, Reporter reporter) {
        Deployment deployment = context.deployment();
        JdbcUrl.host(deployment.databases().url()).filter(IpAddress::isLoopback).ifPresent(host -> {
            long machines = deployment.nodes().stream()
                    .map(context.topology()::machine)
                    .distinct()
                    .count();
            if (machines > 1) {
                context.report(
                        reporter,
                        "databases.url",
                        host + " is another server on each of the " + machines + " machines; all but one node"
                                + " would fail with \"Communications link failure\"; give the server's own"
                                + " address, and have MySQL listen there (bind-address)");
            }
        });
    }

    private static void theDriverIsOldEnough(DescriptorContext context, Reporter reporter) {
        Databases databases = context.deployment().databases();
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
