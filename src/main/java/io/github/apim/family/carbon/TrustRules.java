package io.github.apim.family.carbon;

import io.github.apim.deployment.Node;
import io.github.apim.product.FilePlace;
import io.github.apim.product.Place;
import io.github.apim.product.PortPurpose;
import io.github.apim.rules.Certificates;
import io.github.apim.rules.KeyStorePlace;
import io.github.apim.rules.KeyStoreReading.Opened;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.Link;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether each node trusts the certificates of those whom it calls. */
public final class TrustRules {

    private TrustRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(Rule.error("K1", TrustRules::nodesTrustWhomTheyCall));
    }

    /** A load balancer shows a certificate of its own, which is not known here. */
    private static void nodesTrustWhomTheyCall(PlanContext context, Reporter reporter) {
        Map<List<Object>, Boolean> known = new HashMap<>();
        for (PlannedNode caller : context.nodes()) {
            Set<Node> told = new HashSet<>();
            for (Link link : context.topology().wiring().from(caller.node())) {
                Optional<KeyStorePlace> place = trustFor(context, caller, link.port());
                Optional<KeyStore> trust = place.flatMap(
                        store -> context.keyStores().open(caller, store).flatMap(Opened::store));
                if (link.front().isPresent() || trust.isEmpty()) {
                    continue;
                }
                for (Node called : link.to()) {
                    List<X509Certificate> chain = context.planned(called)
                            .map(server -> Certificates.own(context, server, KeyStorePlaces.shown(server)))
                            .orElse(List.of());
                    boolean trusted = chain.isEmpty()
                            || known.computeIfAbsent(
                                    List.of(trust.get(), chain),
                                    absent -> Certificates.isTrusted(chain, Certificates.all(trust.get())));
                    if (!trusted && told.add(called)) {
                        report(context, reporter, caller, place.get(), link, called);
                    }
                }
            }
        }
    }

    /** The key store that a caller looks in for those who answer at a port; none where no certificate is shown. */
    private static Optional<KeyStorePlace> trustFor(PlanContext context, PlannedNode caller, PortPurpose port) {
        if (port == PortPurpose.KEY_VALIDATION) {
            boolean inOwn = context.place(caller, Place.KEY_VALIDATION_TRUST)
                    .filter(place -> place.path().equals(KeyStoreSettings.OWN.element()))
                    .isPresent();
            return inOwn ? KeyStorePlaces.own(caller) : KeyStorePlaces.trust(caller);
        }
        return port.isOverTls() ? KeyStorePlaces.trust(caller) : Optional.empty();
    }

    private static void report(
            PlanContext context, Reporter reporter, PlannedNode caller, KeyStorePlace place, Link link, Node called) {
        context.report(
                reporter,
                caller,
                new FilePlace(place.file(), place.place()).below(place.nameKey()),
                place.location().orElseThrow() + " holds neither the certificate of node " + Names.withLine(called)
                        + ", which this node calls at " + link.address() + ", nor that of who has signed it: \"PKIX path"
                        + " building failed\"; import one of them with keytool -importcert, or make all key stores with"
                        + " mvn apim:keys");
    }
}
