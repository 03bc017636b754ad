package io.github.apim.family.istoml;

import io.github.apim.edit.TomlValue;
import io.github.apim.family.toml.Addresses;
import io.github.apim.family.toml.NodeSettings;
import io.github.apim.family.toml.RevocationListener;
import io.github.apim.family.toml.Settings;
import io.github.apim.family.toml.ThrottlingTargets;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.CallPurpose;
import io.github.apim.product.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an identity server manages keys: up to 3.1 it tells traffic managers of revoked tokens, from 3.2 on the connector
 * tells the event hub, and serves what the API Manager asks for (am-3 §11, am-4 §4.8).
 */
final class KeyManagerPartSettings implements Settings {

    private static final String OPERATIONS = "(.*)/keymanager-operations";
    private static final String CLIENTS = OPERATIONS + "/dcr/register";
    private static final String EACH_CLIENT = CLIENTS + "(.*)";

    private static final String RESOURCE = "context";
    private static final String METHOD = "http_method";

    private static final String THROTTLING = "apim.throttling";

    @Override
    public void add(NodeContext context, NodeSettings settings) {
        if (KeyManagerPart.isConnector(context.deployment())) {
            listeners(context, settings);
            settings.without(THROTTLING)
                    .tables("resource.access_control", operations(isOf4(context)), RESOURCE, METHOD)
                    .set("tenant_context.rewrite", "custom_webapps", List.of("/keymanager-operations/"));
        } else {
            settings.tables(
                    THROTTLING + ".url_group",
                    ThrottlingTargets.ofCalls(context, Addresses.serving(context, Service.THROTTLING)));
        }
    }

    private static boolean isOf4(NodeContext context) {
        return KeyManagerPart.apiManager(context.deployment()).isSince("4.0.0");
    }

    /** What the hub calls this kind of key manager was respelt with 4.0. */
    private static void listeners(NodeContext context, NodeSettings settings) {
        List<Map<String, TomlValue>> listeners = new ArrayList<>();
        if (KeyManagerPart.isBuiltIn(context)) {
            listeners.add(certificatesOfClients());
        }
        if (KeyManagerPart.calls(context, CallPurpose.HUB_DATA)) {
            listeners.add(RevocationListener.of(context, isOf4(context) ? "WSO2-IS" : "WSO2IS"));
        }
        settings.tables(RevocationListener.LISTENERS, listeners, RevocationListener.ID);
    }

    /** Packs with the API Manager's features ship it switched off, beside which the other one is put. */
    private static Map<String, TomlValue> certificatesOfClients() {
        Map<String, TomlValue> listener = new LinkedHashMap<>();
        listener.put(RevocationListener.ID, TomlValue.text("mutual_tls_authenticator"));
        listener.put("type", TomlValue.text("org.wso2.carbon.identity.core.handler.AbstractIdentityHandler"));
        listener.put(
                "name",
                TomlValue.text("org.wso2.carbon.identity.oauth2.token.handler.clientauth.mutualtls"
                        + ".MutualTLSClientAuthenticator"));
        listener.put("order", TomlValue.text("158"));
        listener.put("enable", TomlValue.bool(false));
        return listener;
    }

    /** Who may call what of the connector's web application; from 4.0 on a client is changed by POST, too. */
    private static List<Map<String, TomlValue>> operations(boolean of4) {
        List<Map<String, TomlValue>> operations = new ArrayList<>();
        operations.add(operation(OPERATIONS + "/user-info/claims(.*)", "GET", "user", "list"));
        operations.add(operation(OPERATIONS + "/user-info/claims/generate", "POST", "user", "list"));
        operations.add(operation(CLIENTS, "POST", "application", "create"));
        operations.add(operation(EACH_CLIENT, "GET", "application", "view"));
        operations.add(operation(EACH_CLIENT, "PUT", "application", "update"));
        operations.add(operation(EACH_CLIENT, "DELETE", "application", "delete"));
        if (of4) {
            operations.add(operation(EACH_CLIENT, "POST", "application", "update"));
        }
        return operations;
    }

    private static Map<String, TomlValue> operation(String context, String method, String what, String right) {
        Map<String, TomlValue> operation = new LinkedHashMap<>();
        operation.put(RESOURCE, TomlValue.text(context));
        operation.put("secure", TomlValue.bool(true));
        operation.put(METHOD, TomlValue.text(method));
        operation.put("permissions", TomlValue.text("/permission/admin/manage/identity/" + what + "mgt/" + right));
        operation.put("scopes", TomlValue.text("internal_" + what + "_mgt_" + right));
        return operation;
    }
}
