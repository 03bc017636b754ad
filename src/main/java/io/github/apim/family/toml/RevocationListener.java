package io.github.apim.family.toml;

import io.github.apim.edit.TomlValue;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who tells the event hub of tokens that are revoked (am-3 §7.3, am-4 §4.2). */
public final class RevocationListener {

    /** The listeners of events within a server. */
    public static final String LISTENERS = "event_listener";

    /** What tells one listener from another. */
    public static final String ID = "id";

    private static final String PROPERTIES = "properties.";

    private RevocationListener() {}

    /**
     * Lets the node's key manager tell the hub.
     *
     * @param keyManager what the hub calls this kind of key manager
     */
    public static void add(NodeContext context, NodeSettings settings, String keyManager) {
        settings.tables(LISTENERS, List.of(of(context, keyManager)), ID);
    }

    /** The listener itself, for a node that has others beside it. */
    public static Map<String, TomlValue> of(NodeContext context, String keyManager) {
        Map<String, TomlValue> listener = new LinkedHashMap<>();
        listener.put(ID, TomlValue.text("token_revocation"));
        listener.put("type", TomlValue.text("org.wso2.carbon.identity.core.handler.AbstractIdentityHandler"));
        listener.put("name", TomlValue.text("org.wso2.is.notification.ApimOauthEventInterceptor"));
        listener.put("order", TomlValue.number(1));
        listener.put(
                PROPERTIES + "notification_endpoint",
                TomlValue.text(
                        "https://" + context.topology().management(Service.EVENT_HUB) + "/internal/data/v1/notify"));
        listener.put(PROPERTIES + "username", TomlValue.text("${admin.username}"));
        listener.put(PROPERTIES + "password", TomlValue.text("${admin.password}"));
        listener.put(PROPERTIES + "header.X-WSO2-KEY-MANAGER", TomlValue.text(keyManager));
        return listener;
    }
}
