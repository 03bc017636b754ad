package io.github.apim.family.carbon;

import io.github.apim.deployment.UserStore;
import io.github.apim.edit.Placement;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.topology.SharedSchema;
import java.io.IOException;
import java.util.Optional;

/** The directory or database of one's own in which all nodes look for users (matrix §1.3, M22). */
public final class PrimaryUserStoreOverlay implements Overlay {

    static final String STORE = "/UserManager/Realm/UserStoreManager";

    @Override
    public String name() {
        return "primary-user-store";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Optional<UserStore> store = context.deployment().userStore();
        boolean shared =
                SharedSchema.of(context.deployment(), context.node().role()).contains(SharedSchema.USER_MANAGEMENT);
        if (store.isEmpty() || !shared) {
            return;
        }
        files.xml(
                CarbonFiles.USER_MANAGEMENT,
                users -> users.put(STORE, store.get().element(), Placement.before("AuthorizationManager")));
        if (store.get().isSecret()) {
            files.secret(CarbonFiles.USER_MANAGEMENT);
        }
    }
}
