package io.github.apim.family.am1;

import static io.github.apim.family.carbon.ConfigurationFiles.API_MANAGER;

import io.github.apim.product.CallPurpose;
import io.github.apim.product.Role;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import java.util.List;

/** The nodes that ask another one about keys; key managers ask themselves, by the shipped placeholders. */
public final class KeyClients {

    private KeyClients() {}

    static List<PlannedNode> all(PlanContext context) {
        return context.nodes().stream()
                .filter(planned -> context.topology().wiring().calls(planned.node(), CallPurpose.KEYS))
                .toList();
    }

    /** Those that answer API calls, so that they ask about each token and have the APIs that issue tokens. */
    static List<PlannedNode> answering(PlanContext context) {
        return all(context).stream()
                .filter(planned -> planned.node().role() != Role.PUBLISHER
                        && planned.node().role() != Role.STORE)
                .toList();
    }

    /** Of these, those that ask over thrift; in portals the setting has no reader (matrix §5). */
    public static List<PlannedNode> overThrift(PlanContext context) {
        return answering(context).stream()
                .filter(planned -> planned.value(API_MANAGER, "/APIManager/APIKeyValidator/KeyValidatorClientType")
                        .filter("ThriftClient"::equals)
                        .isPresent())
                .toList();
    }
}
