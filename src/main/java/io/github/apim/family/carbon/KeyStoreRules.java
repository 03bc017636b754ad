package io.github.apim.family.carbon;

import static io.github.apim.family.carbon.ConfigurationFiles.AXIS2;
import static io.github.apim.family.carbon.ConfigurationFiles.CARBON;

import io.github.apim.archive.FileDigests;
import io.github.apim.deployment.Node;
import io.github.apim.product.Role;
import io.github.apim.product.Service;
import io.github.apim.rules.Names;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Reporter;
import io.github.apim.rules.Rule;
import io.github.apim.topology.SharedSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Keys and certificates: shared where data is encrypted with them, and of the names under which servers are called. */
public final class KeyStoreRules {

    private static final String STORE = "/Server/Security/KeyStore/";
    private static final String VERIFIER =
            "/axisconfig/transportSender[@name='https']/parameter" + "[@name='HostnameVerifier']";
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private KeyStoreRules() {}

    public static List<Rule<PlanContext>> all() {
        return List.of(
                Rule.warning("M27", KeyStoreRules::certificatesFitTheVerifier),
                Rule.error("M28", KeyStoreRules::oneKey));
    }

    /** Behind a load balancer the certificate is the balancer's, which is not known here. */
    private static void certificatesFitTheVerifier(PlanContext context, Reporter reporter) {
        List<Node> keyManagers = context.topology().wiring().serving(Service.KEY_MANAGEMENT);
        if (keyManagers.isEmpty()
                || context.topology().wiring().front(Service.KEY_MANAGEMENT).isPresent()) {
            return;
        }
        Node keyManager = keyManagers.get(0);
        for (PlannedNode planned : context.nodes(Role.GATEWAY_MANAGER, Role.GATEWAY_WORKER)) {
            boolean anyName =
                    planned.value(AXIS2, VERIFIER).filter("AllowAll"::equals).isPresent();
            // A key manager that is not planned has the key of its pack, which is the gateway's.
            PlannedNode server = context.planned(keyManager).orElse(planned);
            Set<String> names = certificate(server).map(KeyStoreRules::names).orElse(Set.of());
            if (!anyName && !names.isEmpty() && !names.contains(keyManager.host())) {
                context.report(
                        reporter,
                        planned,
                        AXIS2,
                        VERIFIER,
                        "is not AllowAll, and key manager " + Names.withLine(keyManager) + " is called as "
                                + keyManager.host() + ", while its certificate is for " + String.join(", ", names)
                                + ": \"Host name verification failed for host\"; give it a certificate of that name,"
                                + " or set gateway.hostname-verifier: AllowAll");
            }
        }
    }

    /** What one node encrypts into the registry, another decrypts (matrix §2, R5). */
    private static void oneKey(PlanContext context, Reporter reporter) {
        PlannedNode first = null;
        for (PlannedNode planned : context.nodes()) {
            boolean shares =
                    SharedSchema.of(context.deployment(), planned.node().role()).contains(SharedSchema.REGISTRY);
            Optional<String> key = identity(planned);
            if (!shares || key.isEmpty()) {
                continue;
            }
            if (first == null) {
                first = planned;
            } else if (!key.equals(identity(first))) {
                context.report(
                        reporter,
                        planned,
                        CARBON,
                        STORE + "Location",
                        "holds another key than on node " + Names.withLine(first.node()) + ", with which this node"
                                + " shares the registry: \"Error decrypting\" for what the other has encrypted, and"
                                + " thrift connections fail; ship the same key store on all nodes");
            }
        }
    }

    /** The certificate's fingerprint, or that of the whole file where it cannot be read without its password. */
    private static Optional<String> identity(PlannedNode planned) {
        return certificate(planned)
                .map(KeyStoreRules::encoded)
                .or(() -> file(planned))
                .map(FileDigests::sha256);
    }

    private static Optional<byte[]> file(PlannedNode planned) {
        return planned.value(CARBON, STORE + "Location")
                .map(location -> location.replace("${carbon.home}/", ""))
                .flatMap(planned.files()::read);
    }

    private static Optional<X509Certificate> certificate(PlannedNode planned) {
        Optional<byte[]> bytes = file(planned);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyStore store =
                    KeyStore.getInstance(planned.value(CARBON, STORE + "Type").orElse("JKS"));
            store.load(new ByteArrayInputStream(bytes.get()), null);
            return Optional.ofNullable(store.getCertificate(
                            planned.value(CARBON, STORE + "KeyAlias").orElse("wso2carbon")))
                    .map(X509Certificate.class::cast);
        } catch (GeneralSecurityException | IOException unreadable) {
            return Optional.empty();
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate that was read has its bytes", impossible);
        }
    }

    private static Set<String> names(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (alternative.get(0).equals(DNS_NAME) || alternative.get(0).equals(IP_ADDRESS)) {
                    names.add((String) alternative.get(1));
                }
            }
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equals("CN")) {
                    names.add(String.valueOf(part.getValue()));
                }
            }
        } catch (GeneralSecurityException | InvalidNameException unreadable) {
            return Set.of();
        }
        return names;
    }
}
