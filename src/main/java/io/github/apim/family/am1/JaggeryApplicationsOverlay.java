package io.github.apim.family.am1;

import io.github.apim.deployment.JaggeryApplications;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Role;

/**
 * Takes away the pack's Jaggery applications that a role does not serve (matrix §7, M42): a profile only chooses
 * bundles, so a publisher would answer with the store's login page too, and in a gateway they are dead weight.
 *
 * <p>Gateways and key managers lose all four, since their profiles have no Jaggery. Publisher and store lose each other
 * and keep admin-dashboard and workflow-admin, which an administrator may open on either: statistics, for one, can be set
 * up on a store but not on a publisher (matrix §8). An all-in-one node keeps all. What else lies in the folder is the
 * user's and stays.
 */
public final class JaggeryApplicationsOverlay implements Overlay {

    @Override
    public String name() {
        return "jaggery-applications";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) {
        if (context.deployment().jaggeryApplications() == JaggeryApplications.KEEP) {
            return;
        }
        Role role = context.node().role();
        for (String application : context.topology().suite().facts(role).foreignApplications(role)) {
            files.remove(CarbonFiles.JAGGERY_APPLICATIONS + application);
        }
    }
}
