package io.github.apim.family.carbon;

import io.github.apim.edit.Placement;
import io.github.apim.edit.XmlElement;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Product;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Identity servers read users from the shared schema, as the API Manager does, instead of the directory that they bring
 * along (matrix §1.3, §10, M22).
 */
public final class JdbcUserStoreOverlay implements Overlay {

    private static final String NAME = "[^~!#$;%^*+={}\\\\|\\\\\\\\<>,\\'\\\"]{3,30}$";

    /**
     * What the API Manager's live user store says, in its order; a name stands twice there, once here. Passwords are
     * hashed and names accepted alike on all nodes only if these are the same.
     */
    private static final List<Map.Entry<String, String>> PROPERTIES = List.of(
            Map.entry("TenantManager", "org.wso2.carbon.user.core.tenant.JDBCTenantManager"),
            Map.entry("ReadOnly", "false"),
            Map.entry("MaxUserNameListLength", "100"),
            Map.entry("IsEmailUserName", "false"),
            Map.entry("DomainCalculation", "default"),
            Map.entry("PasswordDigest", "SHA-256"),
            Map.entry("StoreSaltedPassword", "true"),
            Map.entry("ReadGroups", "true"),
            Map.entry("WriteGroups", "true"),
            Map.entry("UserNameUniqueAcrossTenants", "false"),
            Map.entry("PasswordJavaRegEx", "^[\\S]{5,30}$"),
            Map.entry("PasswordJavaScriptRegEx", "^[\\S]{5,30}$"),
            Map.entry("UsernameJavaRegEx", "^" + NAME),
            Map.entry("UsernameJavaScriptRegEx", "^[\\S]{3,30}$"),
            Map.entry("RolenameJavaRegEx", "^" + NAME),
            Map.entry("RolenameJavaScriptRegEx", "^[\\S]{3,30}$"),
            Map.entry("UserRolesCacheEnabled", "true"),
            Map.entry("MaxRoleNameListLength", "100"),
            Map.entry("SharedGroupEnabled", "false"),
            Map.entry("SCIMEnabled", "false"));

    @Override
    public String name() {
        return "jdbc-user-store";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        if (context.node().role().product() != Product.IDENTITY_SERVER) {
            return;
        }
        if (context.deployment().userStore().isEmpty()) {
            files.xml(
                    CarbonFiles.USER_MANAGEMENT,
                    users -> users.put(
                            PrimaryUserStoreOverlay.STORE, store(), Placement.before("AuthorizationManager")));
        }
        // Nobody asks the directory any more; without it its two ports stay free.
        files.xml(
                CarbonFiles.EMBEDDED_LDAP,
                ldap -> ldap.setText("/EmbeddedLDAPConfig/EmbeddedLDAP/Property[@name='enable']", "false"));
    }

    private static XmlElement store() {
        XmlElement store = XmlElement.of("UserStoreManager")
                .attribute("class", "org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager");
        for (Map.Entry<String, String> property : PROPERTIES) {
            store = store.child(XmlElement.of("Property", property.getValue()).attribute("name", property.getKey()));
        }
        return store;
    }
}
