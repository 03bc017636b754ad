package io.github.apim.family.carbon;

import io.github.apim.deployment.Credentials;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Role;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.util.Optional;

/** Users and permissions from the shared schema, and the one administrator of all nodes (matrix §1.3, R7; am-2 §7). */
public final class UserStoreOverlay implements Overlay {

    private static final String CONFIGURATION = "/UserManager/Realm/Configuration";

    @Override
    public String name() {
        return "user-store";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        boolean shared =
                SharedSchema.of(context.deployment(), context.node().role()).contains(SharedSchema.USER_MANAGEMENT);
        if (shared) {
            files.xml(
                    CarbonFiles.USER_MANAGEMENT,
                    users -> users.setText(
                            CONFIGURATION + "/Property[@name='dataSource']", SharedSchema.USER_MANAGEMENT.jndiName()));
        }
        Optional<Credentials> admin = context.deployment().admin();
        // Gateways send their events as the common administrator, whom traffic managers know among their own users.
        boolean known = shared || context.node().role() == Role.TRAFFIC_MANAGER;
        if (known && admin.isPresent()) {
            files.xml(
                    CarbonFiles.USER_MANAGEMENT,
                    users -> users.setText(
                                    CONFIGURATION + "/AdminUser/UserName",
                                    admin.get().username())
                            .setText(
                                    CONFIGURATION + "/AdminUser/Password",
                                    admin.get().password().reveal()));
            files.secret(CarbonFiles.USER_MANAGEMENT);
        }
    }
}
