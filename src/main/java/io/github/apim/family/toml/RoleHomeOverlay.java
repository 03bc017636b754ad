package io.github.apim.family.toml;

import io.github.apim.deployment.JaggeryApplications;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Facts;
import io.github.apim.product.Role;
import io.github.apim.product.RoleHome;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Makes of a pack for all roles what the product's {@code profileSetup.sh} would on the node, but for its deployment.toml
 * (am-3 §2.1, am-4 §2.4): templates that name what the role's profile has, no endpoints and APIs where nothing passes calls
 * through, and no portals and web applications of other roles. Nodes start without that script.
 */
final class RoleHomeOverlay implements Overlay {

    private static final String ARCHIVE = ".war";

    @Override
    public String name() {
        return "role-home";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        Role role = context.node().role();
        RoleHome home = context.facts().home(role);
        for (Map.Entry<String, String> base : home.bases().entrySet()) {
            if (home.assured() || context.pack().has(base.getValue())) {
                files.base(base.getKey(), base.getValue());
            }
        }
        home.without().forEach(path -> leaveOut(path, home, context, files));
        if (context.deployment().jaggeryApplications() != JaggeryApplications.KEEP) {
            leaveOutApplications(context, files);
        }
    }

    private static void leaveOut(String path, RoleHome home, NodeContext context, NodeFiles files) {
        if (!path.endsWith("/")) {
            files.remove(path);
            return;
        }
        shipped(context, path).stream()
                .map(name -> path + name)
                .filter(below -> !home.kept().contains(below))
                .forEach(files::remove);
    }

    private static void leaveOutApplications(NodeContext context, NodeFiles files) {
        Facts facts = context.facts();
        Role role = context.node().role();
        String webApplications = CarbonFiles.WEB_APPLICATIONS + "/";
        for (String name : shipped(context, webApplications)) {
            if (!facts.serves(role, name.endsWith(ARCHIVE) ? name.substring(0, name.indexOf(ARCHIVE)) : name)) {
                files.remove(webApplications + name);
            }
        }
        facts.foreignApplications(role).forEach(name -> files.remove(CarbonFiles.JAGGERY_APPLICATIONS + name));
    }

    /** What the pack has in a folder; what the user brings there stays. */
    private static List<String> shipped(NodeContext context, String folder) {
        return context.pack()
                .under(folder.substring(0, folder.length() - 1))
                .map(path -> path.substring(folder.length()))
                .map(path -> path.contains("/") ? path.substring(0, path.indexOf('/')) : path)
                .distinct()
                .toList();
    }
}
