package io.github.apim.family.am2;

import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;
import static io.github.apim.family.carbon.ConfigurationFiles.DATASOURCES;
import static io.github.apim.family.carbon.ConfigurationFiles.DROPINS;

import io.github.apim.deployment.Node;
import io.github.apim.edit.XmlView.Element;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Product;
import io.github.apim.product.SvnClient;
import io.github.apim.product.SvnClient.Other;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What recipes for 1.x put where 2.x has it already, or no longer looks (am-2 §7, §10 to §12). */
final class LeftoverRules {

    private static final String DATASOURCE = "/datasources-configuration/datasources/datasource";
    private static final String URL = "definition/configuration/url";
    private static final String OLD_REVOKE_URL = "/APIManager/APIKeyValidator/RevokeAPIURL";

    /** Files that have moved since 1.9, and where they are now; what is empty has no successor of that form. */
    private static final Map<String, String> MOVED = Map.of(
            "repository/conf/identity.xml", "repository/conf/identity/identity.xml",
            "repository/conf/security/application-authentication.xml",
                    "repository/conf/identity/application-authentication.xml",
            "repository/conf/data-bridge/thrift-agent-config.xml", "repository/conf/data-bridge/data-agent-config.xml");

    private LeftoverRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.error("N28", LeftoverRules::oneSynchronizer),
                Rule.error("N29", LeftoverRules::datasourcesAreThereOnce),
                Rule.error("N30", LeftoverRules::localDatabasesAreInTheHome),
                Rule.error("N37", LeftoverRules::svnClientOfThisKernel),
                Rule.error("N39", LeftoverRules::filesAreWhereTheyAreRead),
                Rule.error("N40", LeftoverRules::revocationIsWhereItIsRead));
    }

    private static void oneSynchronizer(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Optional<FilePlace> place = context.place(planned, Place.DEPLOYMENT_SYNCHRONIZER);
            int live = place.map(planned::values).map(List::size).orElse(0);
            if (live > 1) {
                context.report(
                        reporter,
                        planned,
                        place.orElseThrow(),
                        "is live " + live
                                + " times, for this version ships it live and switched off; which one counts is"
                                + " nowhere said, so APIs may not be handed on; keep the shipped one and set it");
            }
        }
    }

    private static void datasourcesAreThereOnce(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            List<Element> datasources = planned.elements(DATASOURCES, DATASOURCE);
            twice(context, reporter, planned, "name", datasources, element -> element.value("name"));
            twice(
                    context,
                    reporter,
                    planned,
                    "jndiConfig/name",
                    datasources,
                    element -> element.value("jndiConfig/name"));
            for (Element datasource : datasources) {
                String url = datasource.value(URL).orElse("");
                if (!url.startsWith("jdbc:h2:") && url.contains("AUTO_SERVER=")) {
                    context.report(
                            reporter,
                            planned,
                            DATASOURCES,
                            DATASOURCE + "[name='" + datasource.value("name").orElse("") + "']/" + URL,
                            "has H2's AUTO_SERVER behind another database's address, whose driver does not know it; the"
                                    + " whole of the URL is to be replaced");
                }
            }
        }
    }

    private static void twice(
            PlanContext context,
            Reporter reporter,
            PlannedNode planned,
            String what,
            List<Element> datasources,
            Function<Element, Optional<String>> value) {
        List<String> values =
                datasources.stream().map(value).flatMap(Optional::stream).toList();
        values.stream()
                .filter(name -> Collections.frequency(values, name) > 1)
                .distinct()
                .forEach(name -> context.report(
                        reporter,
                        planned,
                        DATASOURCES,
                        DATASOURCE + "/" + what,
                        name + " is there twice, for this version ships it; one of the two counts, and it may be the"
                                + " shipped one; keep the shipped one and set it"));
    }

    /** Beside the home is where the next node's home is. */
    private static void localDatabasesAreInTheHome(PlanContext context, Reporter reporter) {
        Map<String, Node> taken = new HashMap<>();
        for (PlannedNode planned : context.nodes()) {
            for (Element datasource : planned.elements(DATASOURCES, DATASOURCE)) {
                String url = datasource.value(URL).orElse("");
                if (!url.startsWith("jdbc:h2:../")) {
                    continue;
                }
                Node other = taken.putIfAbsent(context.topology().machine(planned.node()) + url, planned.node());
                if (other != null) {
                    context.report(
                            reporter,
                            planned,
                            DATASOURCES,
                            DATASOURCE + "[name='" + datasource.value("name").orElse("") + "']/" + URL,
                            "is a file beside the home, and node " + Names.withLine(other)
                                    + " of the same machine has the same, so both would write to one database; write"
                                    + " jdbc:h2:repository/database/…");
                }
            }
        }
    }

    private static void svnClientOfThisKernel(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            SvnClient client = context.facts(planned).svnClient();
            for (String path : planned.files().under(DROPINS)) {
                String jar = path.substring(path.lastIndexOf('/') + 1);
                client.other(jar)
                        .filter(Other::fails)
                        .ifPresent(other -> context.report(
                                reporter,
                                planned,
                                DROPINS,
                                jar,
                                "is the SVN client of " + other.whose()
                                        + ", which this kernel cannot use: \"No Repository"
                                        + " found for type svn\"; take " + client.names()));
            }
        }
    }

    /** What is for all nodes lies on those of other products as well, which read it or pass over it in their own way. */
    private static List<PlannedNode> runningApiManager(PlanContext context) {
        return context.nodes().stream()
                .filter(planned -> planned.node().role().product() == Product.API_MANAGER)
                .toList();
    }

    private static void filesAreWhereTheyAreRead(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : runningApiManager(context)) {
            for (String path : planned.files().changed()) {
                if (MOVED.containsKey(path) && planned.files().read(path).isPresent()) {
                    context.report(
                            reporter,
                            planned,
                            path,
                            "/",
                            "is where 1.9 had it; this version reads " + MOVED.get(path)
                                    + " and would pass over what this says; bring it there, made of the file that this"
                                    + " version ships");
                }
            }
        }
    }

    private static void revocationIsWhereItIsRead(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes()) {
            Optional<FilePlace> place = context.place(planned, Place.REVOKE_URL);
            boolean old = !planned.values(API_MANAGER, OLD_REVOKE_URL).isEmpty();
            if (old && place.isPresent() && !place.get().path().equals(OLD_REVOKE_URL)) {
                context.report(
                        reporter,
                        planned,
                        API_MANAGER,
                        OLD_REVOKE_URL,
                        "is where 1.x had it; this version reads " + place.get().path()
                                + ", whose shipped localhost would count: tokens would be made and revoked through the"
                                + " node itself; set it there");
            }
        }
    }
}
