package io.github.apim.family.toml;

import io.github.apim.overlay.NodeContext;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Role;
import io.github.apim.product.Service;

/** Where the key manager is, for those that ask it (am-3 §7.1, am-4 §4). */
public final class KeyManagerSettings implements Settings {

    private static final String TABLE = "apim.key_manager";

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        boolean asks = context.topology().wiring().calls(context.node(), CallPurpose.KEYS);
        boolean offers = context.node().role() == Role.CONTROL_PLANE
                || context.node().role() == Role.ALL_IN_ONE
                        && context.topology().wiring().console(context.node()).isPresent();
        if (asks || offers) {
            settings.set(TABLE, "service_url", Addresses.services(context, Service.KEY_MANAGEMENT))
                    .set(TABLE, "username", "$ref{super_admin.username}")
                    .set(TABLE, "password", "$ref{super_admin.password}");
            // Up to 3.1 there is one kind of key manager (am-3 §11).
            boolean isIdentityServer = context.topology()
                    .keyManagerRole()
                    .filter(Role.IDENTITY_SERVER_KEY_MANAGER::equals)
                    .isPresent();
            if (isIdentityServer && context.facts().gatewaysFetch()) {
                settings.set(TABLE, "type", "WSO2-IS");
            }
        }
    }
}
