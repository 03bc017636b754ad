package io.github.apim.family.am1;

import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.edit.XmlFile;
import io.github.apim.product.Role;
import java.io.IOException;

/** Publisher and store let the key manager log users in, and show a link to each other (matrix §5). */
public final class PortalOverlay implements Overlay {

    @Override
    public String name() {
        return "portals";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        switch (context.node().role()) {
            case PUBLISHER ->
                files.xml(
                        CarbonFiles.API_MANAGER,
                        xml -> linked(loggingIn(xml, context), context, Role.STORE, "APIStore"));
            case STORE ->
                files.xml(
                        CarbonFiles.API_MANAGER,
                        xml -> linked(loggingIn(xml, context), context, Role.PUBLISHER, "APIPublisher"));
            default -> {}
        }
    }

    private static XmlFile loggingIn(XmlFile xml, NodeContext context) {
        return xml.setText("/APIManager/AuthManager/ServerURL", KeyValidationOverlay.servicesUrl(context));
    }

    /** The application's path is the role's name: {@code /store}, {@code /publisher}. */
    private static XmlFile linked(XmlFile xml, NodeContext context, Role other, String element) {
        if (context.topology().nodes(other).isEmpty()) {
            return xml;
        }
        String url = "https://" + context.topology().management(other) + "/" + other.key();
        return xml.setText("/APIManager/" + element + "/DisplayURL", "true")
                .setText("/APIManager/" + element + "/URL", url);
    }
}
