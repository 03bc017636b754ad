package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.USERS;

import io.github.apim.deployment.UserStore;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Product;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.SharedSchema;
import java.util.List;
import java.util.Optional;

/** All nodes know the same users and the same administrator (matrix §1.3, R7). */
public final class UserStoreRules {

    private static final String CONFIGURATION = "/UserManager/Realm/Configuration/";
    private static final String DATASOURCE = CONFIGURATION + "Property[@name='dataSource']";
    private static final String STORE = "/UserManager/Realm/UserStoreManager/@class";
    private static final String JDBC_STORE = "org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager";

    /** For every server, whatever files it is configured by. */
    public static final Rule<PlanContext> ONE_ADMINISTRATOR = Rule.error("M22", UserStoreRules::oneAdministrator);

    private UserStoreRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("M22", UserStoreRules::oneDatabase),
                ONE_ADMINISTRATOR,
                Rule.error("M22", UserStoreRules::oneStore));
    }

    private static List<PlannedNode> sharing(PlanContext context) {
        return context.nodes().stream()
                .filter(planned -> planned.hasXml(USERS)
                        && SharedSchema.of(context.deployment(), planned.node().role())
                                .contains(SharedSchema.USER_MANAGEMENT))
                .toList();
    }

    /** The nodes that sign in to each other; all that are configured by one file do. */
    private static List<PlannedNode> signingIn(PlanContext context) {
        List<PlannedNode> sharing = sharing(context);
        return context.nodes().stream()
                .filter(planned -> sharing.contains(planned)
                        || context.place(planned, Place.ADMINISTRATOR)
                                .filter(FilePlace::isInToml)
                                .flatMap(planned::value)
                                .isPresent())
                .toList();
    }

    private static void oneDatabase(PlanContext context, Reporter reporter) {
        PlannedNode first = null;
        for (PlannedNode planned : sharing(context)) {
            Optional<Datasource> datasource = database(planned);
            if (datasource.isEmpty() || datasource.get().isLocal()) {
                report(
                        context,
                        reporter,
                        planned,
                        DATASOURCE,
                        (datasource.isEmpty() ? "names no datasource of this node" : "is this node's own H2 database")
                                + "; users that log in elsewhere would get \"Login failed. Insufficient privileges\""
                                + " here; set " + SharedSchema.USER_MANAGEMENT.jndiName());
            } else if (first == null) {
                first = planned;
            } else if (!datasource
                    .get()
                    .url()
                    .equals(database(first).orElseThrow().url())) {
                report(
                        context,
                        reporter,
                        planned,
                        DATASOURCE,
                        "leads to another database than on node " + Names.withLine(first.node()) + "; users that log in"
                                + " there would get \"Login failed. Insufficient privileges\" here; give all nodes the"
                                + " same URL");
            }
        }
    }

    private static Optional<Datasource> database(PlannedNode planned) {
        return planned.value(USERS, DATASOURCE).flatMap(name -> Datasource.lookedUp(planned, name));
    }

    /** Nodes sign in to each other with what their own file says (matrix R7). */
    private static void oneAdministrator(PlanContext context, Reporter reporter) {
        PlannedNode first = null;
        for (PlannedNode planned : signingIn(context)) {
            if (first == null) {
                first = planned;
                continue;
            }
            for (Place part : List.of(Place.ADMINISTRATOR, Place.ADMINISTRATOR_PASSWORD)) {
                Optional<FilePlace> place = context.place(planned, part);
                if (place.isPresent() && !context.value(planned, part).equals(context.value(first, part))) {
                    context.report(
                            reporter,
                            planned,
                            place.get(),
                            "is not what node " + Names.withLine(first.node()) + " has, but nodes sign in to each other"
                                    + " with it: 401, and publishing fails; give all nodes the same by admin: in the"
                                    + " descriptor");
                }
            }
        }
    }

    /** That of the descriptor; else identity servers have that of the API Manager, which its own nodes ship with. */
    private static void oneStore(PlanContext context, Reporter reporter) {
        Optional<UserStore> given = context.deployment().userStore();
        String expected = given.map(UserStore::className).orElse(JDBC_STORE);
        for (PlannedNode planned : sharing(context)) {
            boolean identityServer = planned.node().role().product() == Product.IDENTITY_SERVER;
            Optional<String> store = planned.value(USERS, STORE);
            if ((identityServer || given.isPresent())
                    && store.filter(expected::equals).isEmpty()) {
                report(
                        context,
                        reporter,
                        planned,
                        STORE,
                        store.map(name -> "is " + name).orElse("is not there")
                                + (identityServer
                                        ? "; single sign-on would know the identity server's own users only: \"Login"
                                                + " failed. Insufficient privileges\" at publisher and store"
                                        : "; this node would know other users than the rest, and refuse theirs")
                                + "; set " + expected);
            }
        }
    }

    private static void report(
            PlanContext context, Reporter reporter, PlannedNode planned, String place, String message) {
        context.report(reporter, planned, USERS, place, message);
    }
}
