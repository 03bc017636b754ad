package io.github.apim.family.istoml;

import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.family.carbon.KeyManagerBundles;
import io.github.apim.product.Role;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import java.util.List;
import java.util.Map;

/** An identity server has what makes it a key manager (am-3 §11, am-4 §4.8). */
final class KeyManagerPartRules {

    private static final String JAR = ".jar";

    /** Those of the connector. */
    private static final List<String> BUNDLES = List.of("wso2is.key.manager", "wso2is.notification.event.handlers");

    private static final String OPERATIONS = CarbonFiles.WEB_APPLICATIONS + "/keymanager-operations";

    /** The connector that each version of API Manager is built with; of 3.2.0 none is named. */
    private static final Map<String, String> CONNECTORS = Map.of(
            "4.0.0", "1.2.10",
            "4.1.0", "1.4.2",
            "4.2.0", "1.6.8",
            "4.3.0", "1.7.8",
            "4.4.0", "1.7.11",
            "4.5.0", "1.7.12",
            "4.6.0", "1.7.17",
            "4.7.0", "1.8.8");

    private KeyManagerPartRules() {}

    static List<Rule<PlanContext>> all() {
        return List.of(Rule.error("M47", KeyManagerPartRules::partIsThere));
    }

    private static void partIsThere(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.IDENTITY_SERVER_KEY_MANAGER)) {
            if (KeyManagerPart.isConnector(context.deployment())) {
                connectorIsThere(context, planned, reporter);
            } else if (!KeyManagerBundles.areAmong(planned.files().under(KeyManagerBundles.FOLDER))) {
                context.report(
                        reporter,
                        planned,
                        KeyManagerBundles.FOLDER,
                        KeyManagerBundles.NAME,
                        "is not among the bundles: this is a plain Identity Server, which "
                                + KeyManagerPart.apiManager(context.deployment())
                                + " cannot ask for keys; take WSO2's Identity Server as Key Manager (wso2is-km) of this"
                                + " version");
            }
        }
    }

    private static void connectorIsThere(PlanContext context, PlannedNode planned, Reporter reporter) {
        String dropins = CarbonFiles.DROPINS;
        List<String> files = planned.files().under(dropins.substring(0, dropins.length() - 1));
        for (String bundle : BUNDLES) {
            if (files.stream().noneMatch(path -> path.startsWith(dropins + bundle) && path.endsWith(JAR))) {
                context.report(
                        reporter,
                        planned,
                        dropins,
                        bundle,
                        "is not among the bundles, without which this is a plain Identity Server that knows nothing of"
                                + " API Manager; list the jar of WSO2's connector" + version(context)
                                + " under dropins.identity-server-key-manager");
            }
        }
        List<String> applications = planned.files().under(CarbonFiles.WEB_APPLICATIONS);
        if (applications.stream()
                .noneMatch(path -> path.equals(OPERATIONS + ".war") || path.startsWith(OPERATIONS + "/"))) {
            context.report(
                    reporter,
                    planned,
                    CarbonFiles.WEB_APPLICATIONS,
                    OPERATIONS.substring(OPERATIONS.lastIndexOf('/') + 1) + ".war",
                    "is not there, so that no application could get keys: it would be answered 404; put the file of"
                            + " WSO2's connector" + version(context)
                            + " into overlays/identity-server-key-manager/" + CarbonFiles.WEB_APPLICATIONS);
        }
    }

    private static String version(PlanContext context) {
        String connector =
                CONNECTORS.get(KeyManagerPart.apiManager(context.deployment()).version());
        return connector == null ? "" : ", version " + connector + ",";
    }
}
