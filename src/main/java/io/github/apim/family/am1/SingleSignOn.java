package io.github.apim.family.am1;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.Node;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.product.Product;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.product.VersionFamily;
import io.github.apim.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who signs users in and for whom. The identity server's files and those of the applications are both made of this, so
 * that they cannot disagree (matrix §9, §10, M31, M32).
 *
 * @param identityServer the node that the descriptor names
 * @param endpoint       where browsers find the identity server
 * @param applications   publisher and store, as far as the deployment has them
 */
public record SingleSignOn(Node identityServer, Endpoint endpoint, List<Application> applications) {

    /** Whether the identity server signs its responses, and the applications look for the signature (matrix M31). */
    public static final boolean RESPONSES_ARE_SIGNED = true;

    /** The Jaggery applications by their folder, which is also the path of their URL, and their SAML issuer. */
    private enum Jaggery {
        PUBLISHER("publisher", "API_PUBLISHER", Service.PUBLISHER, VersionFamily.values()),
        STORE("store", "API_STORE", Service.STORE, VersionFamily.values()),
        /** In place of the two dashboards of 1.x, whose users sign in by themselves (am-2 §8). */
        ADMIN("admin", "API_WORKFLOW_ADMIN", Service.PUBLISHER, VersionFamily.API_MANAGER_2);

        private final String folder;
        private final String issuer;
        private final Service service;
        private final Set<VersionFamily> families;

        Jaggery(String folder, String issuer, Service service, VersionFamily... families) {
            this.folder = folder;
            this.issuer = issuer;
            this.service = service;
            this.families = Set.of(families);
        }

        /** The path that browsers know; a virtual host's own one is that of the portal alone. */
        String path(Topology topology) {
            String usual = "/" + folder;
            return this == ADMIN ? usual : topology.portalPath(service, usual);
        }

        static List<Jaggery> of(VersionFamily family) {
            return Arrays.stream(values())
                    .filter(application -> application.families.contains(family))
                    .toList();
        }
    }

    /**
     * An application that lets users sign in elsewhere.
     *
     * @param folder   below jaggeryapps
     * @param issuer   the name under which the identity server knows it
     * @param role     the role of the nodes that run it
     * @param endpoint where browsers find it
     * @param path     under which path; its folder's name, unless the load balancer gives it another one
     */
    public record Application(String folder, String issuer, Role role, Endpoint endpoint, String path) {

        /** Where the identity server sends users back to. */
        public String assertionConsumerUrl() {
            return "https://" + endpoint + path + "/jagg/jaggery_acs.jag";
        }

        /** The application's settings, below the product's home. */
        String settings() {
            return CarbonFiles.JAGGERY_APPLICATIONS + folder + "/site/conf/site.json";
        }
    }

    public SingleSignOn {
        applications = List.copyOf(applications);
    }

    /** The single sign-on of a deployment, if its descriptor asks for it. */
    public static Optional<SingleSignOn> of(Deployment deployment, Topology topology) {
        if (deployment.singleSignOn().isEmpty()) {
            return Optional.empty();
        }
        Node server = deployment.nodes().stream()
                .filter(node -> node.name().equals(deployment.singleSignOn().get()))
                .findFirst()
                .orElseThrow();
        List<Application> applications = new ArrayList<>();
        for (Jaggery jaggery :
                Jaggery.of(topology.suite().facts(Product.API_MANAGER).family())) {
            topology.wiring()
                    .role(jaggery.service)
                    .ifPresent(role -> applications.add(new Application(
                            jaggery.folder,
                            jaggery.issuer,
                            role,
                            topology.management(jaggery.service),
                            jaggery.path(topology))));
        }
        // Browsers cannot be sent to several nodes, so without a virtual host it is the node that the descriptor names.
        return Optional.of(new SingleSignOn(server, topology.management(server), applications));
    }

    /** Where the applications send users who are to sign in; the identity server writes it into its responses. */
    public String identityProviderUrl() {
        return "https://" + endpoint + "/samlsso";
    }

    /** The applications that nodes of this role run. */
    List<Application> applicationsOf(Role role) {
        return applications.stream()
                .filter(application -> application.role() == role)
                .toList();
    }
}
