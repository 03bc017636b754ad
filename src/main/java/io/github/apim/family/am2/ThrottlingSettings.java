package io.github.apim.family.am2;

import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;
import static io.github.apim.family.carbon.ConfigurationFiles.USERS;

import io.github.apim.edit.XmlView.Element;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.Product;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import java.util.List;
import java.util.Optional;

/** Where a node's api-manager.xml speaks of throttling (am-2 §10.1), and how what it says is read. */
final class ThrottlingSettings {

    static final String ROOT = "/APIManager/ThrottlingConfigurations/";
    static final String SWITCH = ROOT + "EnableAdvanceThrottling";
    static final String TRAFFIC_MANAGER = ROOT + "TrafficManager";
    static final String DATA_PUBLISHER = ROOT + "DataPublisher/";
    static final String POLICY_DEPLOYER = ROOT + "PolicyDeployer/";
    static final String BLOCK_CONDITION = ROOT + "BlockCondition/";
    static final String LISTENER = ROOT + "JMSConnectionDetails/";
    static final String FACTORY = LISTENER + "JMSConnectionParameters/connectionfactory.TopicConnectionFactory";

    private static final String ADMINISTRATOR = "/UserManager/Realm/Configuration/AdminUser/";
    private static final String VAULT = "svns:secretAlias";

    private ThrottlingSettings() {}

    /** The nodes that read the section at all; with the switch off the servers pass it over. */
    static List<PlannedNode> readers(PlanContext context) {
        return context.nodes().stream()
                .filter(planned -> planned.node().role().product() == Product.API_MANAGER
                        && planned.hasXml(API_MANAGER)
                        && !is(planned, SWITCH, "false"))
                .toList();
    }

    /** Whether events have an element of their own, and policies a switch (layout B). */
    static boolean hasLayoutB(PlanContext context, PlannedNode planned) {
        return context.place(planned, Place.POLICY_DEPLOYER_SWITCH).isPresent();
    }

    static boolean is(PlannedNode planned, String place, String value) {
        return planned.value(API_MANAGER, place).filter(value::equals).isPresent();
    }

    /** What the vault does not hide at a place, with the administrator's name and password of this node put in. */
    static Optional<String> resolved(PlannedNode planned, FilePlace place) {
        return plain(planned, place.file(), place.path()).flatMap(text -> administrator(planned, text));
    }

    /** A text with the administrator put in; empty if the vault hides what is to be put in. */
    static Optional<String> administrator(PlannedNode planned, String text) {
        Optional<String> named = replaced(planned, text, "${admin.username}", "UserName");
        return named.flatMap(found -> replaced(planned, found, "${admin.password}", "Password"));
    }

    /** The administrator's name or password, unless the vault hides it. */
    static Optional<String> administrators(PlannedNode planned, String element) {
        return plain(planned, USERS, ADMINISTRATOR + element);
    }

    private static Optional<String> replaced(PlannedNode planned, String text, String placeholder, String element) {
        return text.contains(placeholder)
                ? administrators(planned, element).map(value -> text.replace(placeholder, value))
                : Optional.of(text);
    }

    /** The last of the texts at a place, unless the vault hides it. */
    static Optional<String> plain(PlannedNode planned, String file, String place) {
        return planned.elements(file, place).stream()
                .reduce((first, last) -> last)
                .filter(element -> element.attribute(VAULT).isEmpty())
                .map(Element::text);
    }
}
