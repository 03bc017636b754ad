package io.github.apim.family.am2;

import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Facts;
import io.github.apim.product.Role;
import java.util.List;
import java.util.Set;

/**
 * Leaves out what a role does not serve, as the product's {@code profileSetup.sh} would on the node: web applications,
 * endpoints for web sockets, APIs of the gateway (am-2 §6). Nodes start without that script, so that their files stay what
 * they were built as.
 */
final class ServedFilesOverlay implements Overlay {

    private static final String ENDPOINTS = CarbonFiles.SYNAPSE + "/inbound-endpoints";
    private static final String ENGINE = CarbonFiles.SYNAPSE + "/synapse.xml";

    private static final Set<Role> WITHOUT_ENDPOINTS =
            Set.of(Role.KEY_MANAGER, Role.PUBLISHER, Role.STORE, Role.TRAFFIC_MANAGER);

    private static final Set<Role> WITHOUT_APIS = Set.of(Role.KEY_MANAGER, Role.TRAFFIC_MANAGER);

    @Override
    public String name() {
        return "served-files";
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) {
        Role role = context.node().role();
        webApplications(context).stream()
                .filter(name -> !serves(context.facts(), role, name))
                .forEach(name -> files.remove(CarbonFiles.WEB_APPLICATIONS + "/" + name));
        if (WITHOUT_ENDPOINTS.contains(role)) {
            leaveOut(shipped(context, ENDPOINTS), files);
        }
        if (WITHOUT_APIS.contains(role)) {
            leaveOut(
                    shipped(context, CarbonFiles.SYNAPSE).stream()
                            .filter(path -> !path.equals(ENGINE))
                            .toList(),
                    files);
        }
    }

    /** The archives and folders of the pack; the user's own stay. */
    private static List<String> webApplications(NodeContext context) {
        String folder = CarbonFiles.WEB_APPLICATIONS + "/";
        return shipped(context, CarbonFiles.WEB_APPLICATIONS).stream()
                .map(path -> path.substring(folder.length()))
                .map(path -> path.contains("/") ? path.substring(0, path.indexOf('/')) : path)
                .distinct()
                .toList();
    }

    private static boolean serves(Facts facts, Role role, String name) {
        return facts.serves(role, name.endsWith(".war") ? name.substring(0, name.length() - 4) : name);
    }

    private static List<String> shipped(NodeContext context, String folder) {
        return context.pack().under(folder).toList();
    }

    private static void leaveOut(List<String> paths, NodeFiles files) {
        paths.stream().filter(files::has).forEach(files::remove);
    }
}
