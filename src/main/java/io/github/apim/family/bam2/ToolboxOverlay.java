package io.github.apim.family.bam2;

import io.github.apim.archive.Content;
import io.github.apim.archive.EntryKind;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.overlay.NodeContext;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.Overlay;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The toolbox that makes BAM summarise the use of APIs, taken from the pack of API Manager, which ships it (matrix §12,
 * §8 S2). BAM's toolboxes log in as its administrator (matrix M37).
 */
public final class ToolboxOverlay implements Overlay {

    private static final String SHIPPED_IN = "statistics/";
    private static final String SUFFIX = ".tbox";

    @Override
    public String name() {
        return "statistics-toolbox";
    }

    @Override
    public Set<Product> borrowsFrom(Deployment deployment, Node node) {
        return concerns(deployment, node) ? Set.of(Product.API_MANAGER) : Set.of();
    }

    /** Whether this is the node that the toolbox is for. */
    private static boolean concerns(Deployment deployment, Node node) {
        return node.role() == Role.BAM
                && deployment
                        .statistics()
                        .filter(to -> to.bam().contains(node.name()))
                        .isPresent();
    }

    @Override
    public void apply(NodeContext context, NodeFiles files) throws IOException {
        if (!concerns(context.deployment(), context.node())) {
            return;
        }
        String toolbox = toolbox(context.deployment().databases().driverClass());
        Optional<Pack> apiManager = context.pack(Product.API_MANAGER)
                .filter(pack -> pack.find(SHIPPED_IN + toolbox)
                        .filter(entry -> entry.kind() == EntryKind.FILE)
                        .isPresent());
        if (apiManager.isPresent()) {
            byte[] content = apiManager.get().read(SHIPPED_IN + toolbox);
            files.put(CarbonFiles.TOOLBOXES + toolbox, 0644, new Content.Bytes(content));
        } else if (!files.has(CarbonFiles.TOOLBOXES + toolbox)) {
            context.warnings()
                    .accept("no pack of API Manager with " + SHIPPED_IN + toolbox
                            + " is at hand, so BAM would collect events and never summarise them; name the pack under"
                            + " packs.api-manager, or put the toolbox into overlays/bam/" + CarbonFiles.TOOLBOXES);
        }
        Optional<Credentials> administrator = BamAdministrator.changed(context);
        if (administrator.isPresent()) {
            logIn(administrator.get(), context, files);
        }
    }

    /** What the product itself would choose when someone saves its statistics form (matrix §8 step 2). */
    private static String toolbox(String driverClass) {
        boolean oracle = driverClass.toLowerCase(Locale.ROOT).contains("oracle");
        return "API_Manager_Analytics" + (oracle ? "_Oracle" : "") + SUFFIX;
    }

    private static void logIn(Credentials administrator, NodeContext context, NodeFiles files) throws IOException {
        List<String> toolboxes =
                files.under(CarbonFiles.TOOLBOXES.substring(0, CarbonFiles.TOOLBOXES.length() - 1)).stream()
                        .filter(path -> path.endsWith(SUFFIX))
                        .toList();
        for (String path : toolboxes) {
            Optional<byte[]> changed = Toolbox.loggingIn(path, files.read(path), administrator);
            if (changed.isPresent() && files.shared().isLeft(path)) {
                context.warnings()
                        .accept(path + " is listed under as-is, so it does not log in as BAM's administrator, whom"
                                + " statistics.credentials names");
            } else if (changed.isPresent()) {
                files.write(path, changed.get());
                files.secret(path);
            }
        }
    }
}
