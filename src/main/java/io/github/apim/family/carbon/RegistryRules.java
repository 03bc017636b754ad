package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.DATASOURCES;
import static io.github.apim.family.carbon.ConfigurationFiles.REGISTRY;

import io.github.apim.edit.XmlView.Element;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mounts of the shared registry lead somewhere (matrix §1.4). */
public final class RegistryRules {

    private static final String MOUNT = "/wso2registry/mount";
    private static final String INSTANCE = "/wso2registry/remoteInstance";
    private static final String CONFIG = "/_system/config";

    private RegistryRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M20", RegistryRules::namesAreDefined),
                Rule.error("M20", RegistryRules::mountsAreUnambiguous),
                Rule.error("M20", RegistryRules::productsKeepTheirConfigurationApart),
                Rule.warning("M20", RegistryRules::workersOnlyRead));
    }

    private static void namesAreDefined(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            references(context, reporter, planned, MOUNT + "/instanceId", planned.values(REGISTRY, INSTANCE + "/id"));
            references(
                    context,
                    reporter,
                    planned,
                    INSTANCE + "/dbConfig",
                    planned.values(REGISTRY, "/wso2registry/dbConfig/@name"));
            if (planned.hasXml(DATASOURCES)) {
                references(
                        context,
                        reporter,
                        planned,
                        "/wso2registry/dbConfig/dataSource",
                        Datasource.of(planned).stream()
                                .map(Datasource::jndiName)
                                .toList());
            }
        }
    }

    private static void references(
            PlanContext context, Reporter reporter, PlannedNode planned, String place, List<String> defined) {
        for (String name : planned.values(REGISTRY, place)) {
            if (!defined.contains(name)) {
                context.report(
                        reporter,
                        planned,
                        REGISTRY,
                        place,
                        "\"" + name + "\" is defined nowhere; there is " + String.join(", ", defined)
                                + ". The server would log \"Unable to look-up JNDI name\" or \"Unable to create remote"
                                + " mount\" and go on without the shared registry; name one that is there");
            }
        }
    }

    private static void mountsAreUnambiguous(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Set<String> seen = new HashSet<>();
            for (String path : planned.values(REGISTRY, MOUNT + "/@path")) {
                if (!seen.add(path)) {
                    context.report(
                            reporter,
                            planned,
                            REGISTRY,
                            MOUNT + "/@path",
                            path + " is mounted twice: \"A resource already exists at the given location\"; keep one");
                }
            }
            List<String> overwriting = List.of("true", "virtual");
            for (Element mount : planned.elements(REGISTRY, MOUNT)) {
                if (mount.attribute("overwrite").filter(overwriting::contains).isPresent()) {
                    continue;
                }
                context.report(
                        reporter,
                        planned,
                        REGISTRY,
                        MOUNT + "/@overwrite",
                        "is neither true nor virtual for "
                                + mount.attribute("path").orElse("")
                                + ", where every node has a collection of its own:"
                                + " \"Unable to create remote mount. A resource already exists\"; set virtual");
            }
        }
    }

    private static void productsKeepTheirConfigurationApart(PlanContext context, Reporter reporter) {
        Map<String, PlannedNode> users = new HashMap<>();
        for (PlannedNode planned : context.nodes()) {
            String place = MOUNT + "[@path='" + CONFIG + "']/targetPath";
            for (String target : planned.values(REGISTRY, place)) {
                PlannedNode other = users.putIfAbsent(target, planned);
                if (other != null && product(other) != product(planned)) {
                    context.report(
                            reporter,
                            planned,
                            REGISTRY,
                            place,
                            target + " also holds the configuration of node " + Names.withLine(other.node()) + ", of "
                                    + product(other).title() + "; each product would overwrite the other's settings;"
                                    + " give this product a path of its own, such as " + CONFIG + "/is");
                }
            }
        }
    }

    private static Product product(PlannedNode planned) {
        return planned.node().role().product();
    }

    private static void workersOnlyRead(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.GATEWAY_WORKER)) {
            for (String mounted : planned.values(REGISTRY, MOUNT + "/instanceId").stream()
                    .distinct()
                    .toList()) {
                String place = INSTANCE + "[id='" + mounted + "']/readOnly";
                boolean reads =
                        planned.value(REGISTRY, place).filter("true"::equals).isPresent();
                if (!reads) {
                    context.report(
                            reporter,
                            planned,
                            REGISTRY,
                            INSTANCE + "/readOnly",
                            "is not true on a worker, which could then write what only the manager should; set true");
                }
            }
        }
    }
}
