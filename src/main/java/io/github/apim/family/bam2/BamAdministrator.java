package io.github.apim.family.bam2;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Statistics;
import io.github.apim.overlay.NodeContext;
import io.github.apim.product.Role;
import java.util.Optional;

/** BAM's administrator, as whom BAM's own parts log in to each other (matrix §12). */
final class BamAdministrator {

    /** User name and password as shipped. */
    static final String SHIPPED = "admin";

    private BamAdministrator() {}

    /** The administrator of this node, if it is the BAM of the deployment and its administrator is not the shipped one. */
    static Optional<Credentials> changed(NodeContext context) {
        return context.deployment()
                .statistics()
                .filter(statistics -> context.node().role() == Role.BAM)
                .filter(statistics -> statistics.bam().contains(context.node().name()))
                .flatMap(Statistics::credentials)
                .filter(credentials -> !credentials.username().equals(SHIPPED)
                        || !credentials.password().reveal().equals(SHIPPED));
    }
}
