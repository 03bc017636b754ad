package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.AXIS2;

import io.github.apim.archive.FileDigests;
import io.github.apim.deployment.Node;
import io.github.apim.product.FilePlace;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.rules.Certificates;
import io.github.apim.rules.KeyStorePlace;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Link;
import io.github.apim.topology.SharedSchema;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys and certificates: shared where data is encrypted with them, and of the names under which servers are called. */
public final class KeyStoreRules {

    private static final String VERIFIER =
            "/axisconfig/transportSender[@name='https']/parameter" + "[@name='HostnameVerifier']";

    /** The ports that the pass-through sender of gateways and stores calls. */
    private static final Set<PortPurpose> OVER_HTTPS =
            Set.of(PortPurpose.SERVLET_HTTPS, PortPurpose.PASS_THROUGH_HTTPS);

    private KeyStoreRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.warning("M27", KeyStoreRules::certificatesFitTheVerifier),
                Rule.error("M28", KeyStoreRules::oneKey));
    }

    /** Behind a load balancer the certificate is the balancer's, which is not known here. */
    private static void certificatesFitTheVerifier(PlanContext context, Reporter reporter) {
        for (PlannedNode planned : context.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER, Role.STORE)) {
            if (planned.value(AXIS2, VERIFIER).filter("AllowAll"::equals).isPresent()) {
                continue;
            }
            Set<List<Object>> told = new HashSet<>();
            for (Link link : context.topology().wiring().from(planned.node())) {
                if (link.front().isPresent() || !OVER_HTTPS.contains(link.port())) {
                    continue;
                }
                Node called = link.to().get(0);
                String host = link.address().host();
                // A node that is not planned has the key of its pack, which is the caller's.
                PlannedNode server = context.planned(called).orElse(planned);
                Set<String> names =
                        certificate(context, server).map(Certificates::names).orElse(Set.of());
                if (!names.isEmpty() && !Certificates.fits(host, names) && told.add(List.of(called, host))) {
                    context.report(
                            reporter,
                            planned,
                            AXIS2,
                            VERIFIER,
                            "is not AllowAll, and " + called.role().key().replace('-', ' ') + " "
                                    + Names.withLine(called) + " is called as " + host
                                    + ", while its certificate is for " + String.join(", ", names)
                                    + ": \"Host name verification failed for host\"; give it a certificate of that"
                                    + " name, or set gateway.hostname-verifier: AllowAll");
                }
            }
        }
    }

    /** What one node encrypts into the registry, another decrypts (matrix §2, R5). */
    private static void oneKey(PlanContext context, Reporter reporter) {
        PlannedNode first = null;
        for (PlannedNode planned : context.nodes()) {
            boolean shares =
                    SharedSchema.of(context.deployment(), planned.node().role()).contains(SharedSchema.REGISTRY);
            Optional<String> key = identity(context, planned);
            if (!shares || key.isEmpty()) {
                continue;
            }
            if (first == null) {
                first = planned;
            } else if (!key.equals(identity(context, first))) {
                KeyStorePlace own = KeyStorePlaces.own(planned).orElseThrow();
                context.report(
                        reporter,
                        planned,
                        new FilePlace(own.file(), own.place()).below(own.nameKey()),
                        "holds another key than on node " + Names.withLine(first.node()) + ", with which this node"
                                + " shares the registry: \"Error decrypting\" for what the other has encrypted, and"
                                + " thrift connections fail; ship the same key store on all nodes");
            }
        }
    }

    /** The certificate's fingerprint, or that of the whole file where it cannot be read. */
    private static Optional<String> identity(PlanContext context, PlannedNode planned) {
        return certificate(context, planned)
                .map(Certificates::encoded)
                .or(() -> KeyStorePlaces.own(planned)
                        .flatMap(KeyStorePlace::location)
                        .flatMap(planned.files()::read))
                .map(FileDigests::sha256);
    }

    private static Optional<X509Certificate> certificate(PlanContext context, PlannedNode planned) {
        return Certificates.own(context, planned, KeyStorePlaces.own(planned)).stream()
                .findFirst();
    }
}
