package io.github.apim.companion;

import io.github.apim.database.SchemaScripts;
import io.github.apim.deployment.Deployment;
import io.github.apim.product.Product;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All companions of a deployment: what is written once for all nodes, whichever of them are built. */
public final class Companions {

    private static final List<Companion> ALL = List.of(
            new DatabaseCompanion(),
            new NginxCompanion(),
            new HostsCompanion(),
            new FirewallCompanion(),
            new PrerequisitesCompanion(),
            new SvnCompanion(),
            new RsyncCompanion(),
            new StartOrderCompanion(),
            new AnsibleCompanion(),
            new AnalyticsCompanion());

    private Companions() {}

    /** The products whose packs companions take files from. */
    public static Set<Product> products(Deployment deployment) {
        return SchemaScripts.product(deployment).map(Set::of).orElse(Set.of());
    }

    /** The files of all companions. */
    public static List<CompanionFile> files(CompanionContext context) throws IOException {
        List<CompanionFile> files = new ArrayList<>();
        for (Companion companion : ALL) {
            files.addAll(companion.files(context));
        }
        return files;
    }
}
