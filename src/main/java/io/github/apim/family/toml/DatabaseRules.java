package io.github.apim.family.toml;

import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.family.carbon.DriverClasses;
import io.github.apim.product.DatabaseKind;
import io.github.apim.product.Role;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.SharedSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The databases that nodes share, as their files say them (am-3 §5, am-4 §6). */
final class DatabaseRules {

    private DatabaseRules() {}

    static List<Rule<PlanContext>> ofBoth() {
        return List.of(
                Rule.error("M13", DatabaseRules::driversAreThere),
                Rule.error("M17", DatabaseRules::serversAreReachable),
                Rule.error("T15", DatabaseRules::sharedDatabasesAreNotLocal),
                Rule.error("T16", DatabaseRules::haveOneSpelling),
                Rule.warning("C34", DatabaseRules::areTwo));
    }

    static List<Rule<PlanContext>> of3() {
        return List.of(Rule.error("T10", DatabaseRules::theSharedOneIsThere));
    }

    private static void driversAreThere(PlanContext context, Reporter reporter) {
        DriverClasses classes = new DriverClasses();
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Set<String> missing = new HashSet<>();
            for (DatabaseTable table : DatabaseTable.of(toml)) {
                boolean known = table.url().flatMap(DatabaseKind::of).isPresent();
                table.driver()
                        .filter(driver -> known && !classes.areThere(toml.planned(), driver) && missing.add(driver))
                        .ifPresent(driver -> toml.report(
                                reporter,
                                table.path() + ".driver",
                                "no jar in " + DriverClasses.FOLDER + " holds " + driver
                                        + (toml.has(table.path() + ".driver") ? "" : ", which the type infers")
                                        + ": \"Cannot load JDBC driver class\"; bring the jar, or name the class that"
                                        + " the one there has"));
            }
        }
    }

    private static void serversAreReachable(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            for (DatabaseTable table : DatabaseTable.of(toml)) {
                Optional<String> host = table.url().map(JdbcUrl::hosts).orElse(List.of()).stream()
                        .filter(IpAddress::isLoopback)
                        .findFirst();
                if (host.isPresent() && context.machines() > 1) {
                    toml.report(
                            reporter,
                            table.path() + ".url",
                            host.get() + " is another server on each of the " + context.machines()
                                    + " machines: \"Communications link failure\"; give the database server's own"
                                    + " address");
                }
            }
        }
    }

    private static void theSharedOneIsThere(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            String path = DatabaseTable.path(SharedSchema.SHARED).orElseThrow();
            if (!toml.has(path)) {
                toml.report(
                        reporter,
                        path,
                        "is not there, but the registry's cache is named by it: \"Configuration with key " + path
                                + ".username doesn't exist\", and the server stops; every node needs it");
            }
        }
    }

    /** From 4.7 on, traffic managers and gateways can do without. */
    private static void sharedDatabasesAreNotLocal(PlanContext context, Reporter reporter) {
        if (context.deployment().nodes().size() < 2) {
            return;
        }
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            boolean mayBeLocal = toml.isSince("4.7.0") && toml.hasRole(Role.TRAFFIC_MANAGER, Role.GATEWAY);
            for (SharedSchema schema :
                    SharedSchema.of(context.deployment(), toml.node().role())) {
                Optional<DatabaseTable> table = DatabaseTable.of(toml, schema);
                boolean isLocal = table.map(DatabaseTable::isLocal).orElse(toml.isSince("4.0.0"));
                if (isLocal && !mayBeLocal && DatabaseTable.path(toml, schema).isPresent()) {
                    toml.report(
                            reporter,
                            DatabaseTable.path(toml, schema).orElseThrow() + ".url",
                            (table.isEmpty() ? "is not there, and its default is" : "is")
                                    + " an H2 database of this node alone: it would have users and APIs of its own; set"
                                    + " the URL that the other nodes have");
                }
            }
        }
    }

    /** The registry's cache is named by user and URL as they are written. */
    private static void haveOneSpelling(PlanContext context, Reporter reporter) {
        for (SharedSchema schema : SharedSchema.values()) {
            DeploymentToml first = null;
            for (DeploymentToml toml : DeploymentToml.of(context)) {
                Optional<DatabaseTable> table = DatabaseTable.of(toml, schema).filter(found -> !found.isLocal());
                if (table.isEmpty()) {
                    continue;
                }
                if (first == null) {
                    first = toml;
                    continue;
                }
                DatabaseTable other = DatabaseTable.of(first, schema).orElseThrow();
                boolean sameUrl = table.get().url().equals(other.url());
                if (!sameUrl || !table.get().user().equals(other.user())) {
                    toml.report(
                            reporter,
                            table.get().path() + (sameUrl ? ".username" : ".url"),
                            "is not, character by character, what node " + Names.withLine(first.node()) + " has; the"
                                    + " registry's cache is named by this text, so one would not see what the other"
                                    + " changes; give all nodes the same text");
                }
            }
        }
    }

    private static void areTwo(PlanContext context, Reporter reporter) {
        for (DeploymentToml toml : DeploymentToml.of(context)) {
            Optional<String> apis =
                    DatabaseTable.of(toml, SharedSchema.API_MANAGER).flatMap(DatabaseTable::url);
            Optional<String> shared =
                    DatabaseTable.of(toml, SharedSchema.SHARED).flatMap(DatabaseTable::url);
            if (apis.isPresent() && apis.equals(shared)) {
                toml.report(
                        reporter,
                        DatabaseTable.path(SharedSchema.SHARED).orElseThrow() + ".url",
                        "leads to the schema of apim_db, too; migrations expect two; give it one of its own");
            }
        }
    }
}
