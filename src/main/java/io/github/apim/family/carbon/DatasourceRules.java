package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.DATASOURCES;
import static io.github.apim.family.carbon.ConfigurationFiles.LIBRARIES;
import static io.github.apim.family.carbon.ConfigurationFiles.REGISTRY;

import io.github.apim.deployment.Databases;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.deployment.Node;
import io.github.apim.product.DatabaseKind;
import io.github.apim.product.Product;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.SharedSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The datasources of the nodes and their driver (matrix §1.2, §1.6). */
public final class DatasourceRules {

    private static final String LOCAL = "WSO2_CARBON_DB";
    private static final String LOCAL_JNDI_NAME = "jdbc/WSO2CarbonDB";

    private DatasourceRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M13", DatasourceRules::driversAreThere),
                Rule.error("M16", DatasourceRules::schemasAreNotSwapped),
                Rule.error("M17", DatasourceRules::serversAreReachable),
                Rule.error("M19", DatasourceRules::shippedDatasourcesStay),
                Rule.error("M19", DatasourceRules::localRegistriesStayLocal),
                Rule.error("M21", DatasourceRules::registriesHaveOneSpelling),
                Rule.error("M35", DatasourceRules::statisticsAreTheSame));
    }

    private static void driversAreThere(PlanContext context, Reporter reporter) {
        DriverClasses classes = new DriverClasses();
        for (PlannedNode planned : context.nodes()) {
            Set<String> missing = new HashSet<>();
            for (Datasource datasource : Datasource.of(planned)) {
                String driver = datasource.driverClass();
                boolean known = DatabaseKind.of(datasource.url()).isPresent();
                if (known && !driver.isEmpty() && !classes.areThere(planned, driver) && missing.add(driver)) {
                    context.report(
                            reporter,
                            planned,
                            LIBRARIES,
                            driver,
                            "no jar there holds this class, which datasource " + datasource.name() + " names: \"Cannot"
                                    + " load JDBC driver class\"; the driver's jar belongs in this folder, not in lib/"
                                    + " or plugins/");
                }
            }
        }
    }

    private static void schemasAreNotSwapped(PlanContext context, Reporter reporter) {
        Databases databases = context.deployment().databases();
        for (PlannedNode planned : context.nodes()) {
            for (SharedSchema schema : SharedSchema.values()) {
                Optional<Datasource> datasource = Datasource.named(planned, schema.datasource());
                Databases.Schema own = schema.in(databases);
                for (SharedSchema other : SharedSchema.values()) {
                    Databases.Schema foreign = other.in(databases);
                    if (datasource
                            .filter(found -> isSwapped(found, own, foreign))
                            .isPresent()) {
                        context.report(
                                reporter,
                                planned,
                                DATASOURCES,
                                Datasource.placeOf(schema.datasource()) + "/definition/configuration/url",
                                "leads to schema " + foreign.name() + ", which is that of " + other.datasource()
                                        + "; the server would log \"Table '" + foreign.name()
                                        + ".…' doesn't exist\"; name " + own.name()
                                        + (own.isBeside(foreign) ? "" : " on the server of " + own.url()));
                    }
                }
            }
        }
    }

    /** Two schemas may have one name where each is on a server of its own. */
    private static boolean isSwapped(Datasource found, Databases.Schema own, Databases.Schema foreign) {
        if (!found.schema().filter(foreign.name()::equals).isPresent()) {
            return false;
        }
        return !foreign.name().equals(own.name())
                || JdbcUrl.isSameServer(found.url(), foreign.url()) && !JdbcUrl.isSameServer(found.url(), own.url());
    }

    private static void serversAreReachable(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            for (Datasource datasource : Datasource.of(planned)) {
                Optional<String> host = JdbcUrl.hosts(datasource.url()).stream()
                        .filter(IpAddress::isLoopback)
                        .findFirst();
                if (host.isPresent() && context.machines() > 1) {
                    context.report(
                            reporter,
                            planned,
                            DATASOURCES,
                            datasource.place() + "/definition/configuration/url",
                            host.get() + " is another server on each of the " + context.machines()
                                    + " machines: \"Communications link failure\"; give the database server's own"
                                    + " address");
                }
            }
        }
    }

    private static void shippedDatasourcesStay(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            if (!planned.hasXml(DATASOURCES)) {
                continue;
            }
            if (Datasource.lookedUp(planned, LOCAL_JNDI_NAME).isEmpty()) {
                gone(context, reporter, planned, LOCAL, LOCAL_JNDI_NAME);
            }
            boolean apiManager = planned.node().role().product() == Product.API_MANAGER;
            if (apiManager
                    && Datasource.lookedUp(planned, SharedSchema.API_MANAGER.jndiName())
                            .isEmpty()) {
                gone(
                        context,
                        reporter,
                        planned,
                        SharedSchema.API_MANAGER.datasource(),
                        SharedSchema.API_MANAGER.jndiName());
            }
        }
    }

    private static void gone(
            PlanContext context, Reporter reporter, PlannedNode planned, String name, String jndiName) {
        context.report(
                reporter,
                planned,
                DATASOURCES,
                Datasource.placeOf(name),
                "is gone, but every profile looks it up, used or not: \"Error while looking up the data source: "
                        + jndiName + "\"; leave it as it was shipped");
    }

    private static void localRegistriesStayLocal(PlanContext context, Reporter reporter) {
        Map<String, Node> taken = new HashMap<>();
        for (PlannedNode planned : context.nodes()) {
            Datasource.named(planned, LOCAL)
                    .filter(datasource -> !datasource.isLocal())
                    .ifPresent(datasource -> {
                        Node other = taken.putIfAbsent(datasource.url(), planned.node());
                        boolean shared = Datasource.of(planned).stream()
                                .anyMatch(another -> !another.name().equals(LOCAL)
                                        && another.url().equals(datasource.url()));
                        if (other != null || shared) {
                            context.report(
                                    reporter,
                                    planned,
                                    DATASOURCES,
                                    datasource.place() + "/definition/configuration/url",
                                    "is the local registry's database, and "
                                            + (other != null
                                                    ? "node " + Names.withLine(other)
                                                    : "another datasource of this node")
                                            + " has the same; nodes would overwrite each other's registry; give each"
                                            + " node its own, as shipped");
                        }
                    });
            boolean kept = planned.value(REGISTRY, "/wso2registry/currentDBConfig")
                            .filter("wso2registry"::equals)
                            .isPresent()
                    && planned.value(REGISTRY, "/wso2registry/dbConfig[@name='wso2registry']/dataSource")
                            .filter(LOCAL_JNDI_NAME::equals)
                            .isPresent();
            if (planned.hasXml(REGISTRY) && !kept) {
                context.report(
                        reporter,
                        planned,
                        REGISTRY,
                        "/wso2registry/dbConfig[@name='wso2registry']",
                        "is no longer the local registry on " + LOCAL_JNDI_NAME + " that currentDBConfig names; nodes"
                                + " would share what must be each node's own; leave it as shipped and add mounts");
            }
        }
    }

    /** The registry's cache key is the user and the URL as text (matrix R8). */
    private static void registriesHaveOneSpelling(PlanContext context, Reporter reporter) {
        PlannedNode first = null;
        for (PlannedNode planned : context.nodes()) {
            Optional<Datasource> registry = Datasource.named(planned, SharedSchema.REGISTRY.datasource());
            if (registry.isEmpty()) {
                continue;
            }
            if (first == null) {
                first = planned;
                continue;
            }
            Datasource other =
                    Datasource.named(first, SharedSchema.REGISTRY.datasource()).orElseThrow();
            boolean sameUrl = registry.get().url().equals(other.url());
            if (!sameUrl || !registry.get().user().equals(other.user())) {
                context.report(
                        reporter,
                        planned,
                        DATASOURCES,
                        registry.get().place() + "/definition/configuration/" + (sameUrl ? "username" : "url"),
                        "is not, character by character, what node " + Names.withLine(first.node()) + " has; the"
                                + " registry's cache is keyed by this text, so one would not see what the other"
                                + " changes (stale or missing APIs); give all nodes the same text");
            }
        }
    }

    private static void statisticsAreTheSame(PlanContext context, Reporter reporter) {
        SharedSchema schema = SharedSchema.STATISTICS;
        PlannedNode first = null;
        for (PlannedNode planned : context.nodes()) {
            if (!SharedSchema.of(context.deployment(), planned.node().role()).contains(schema)
                    || !planned.hasXml(DATASOURCES)) {
                continue;
            }
            Optional<Datasource> datasource = Datasource.named(planned, schema.datasource());
            if (datasource
                    .filter(found -> found.jndiName().equals(schema.jndiName()))
                    .isEmpty()) {
                context.report(
                        reporter,
                        planned,
                        DATASOURCES,
                        Datasource.placeOf(schema.datasource()),
                        "is not there under the JNDI name " + schema.jndiName() + ", both of which are fixed in the"
                                + " product: \"Error while looking up the data source\", and nothing is summed up or shown; name"
                                + " it so");
            } else if (first == null) {
                first = planned;
            } else if (!datasource
                    .get()
                    .url()
                    .equals(Datasource.named(first, schema.datasource())
                            .orElseThrow()
                            .url())) {
                context.report(
                        reporter,
                        planned,
                        DATASOURCES,
                        datasource.get().place() + "/definition/configuration/url",
                        "is not what node " + Names.withLine(first.node()) + " has; what is summed up in one database"
                                + " would not show from the other; give all the same URL");
            }
        }
    }
}
