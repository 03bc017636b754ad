package io.github.apim.product;

import static io.github.apim.product.Facts.fixed;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Role.IDENTITY_SERVER;
import static io.github.apim.product.Role.IDENTITY_SERVER_KEY_MANAGER;

import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Identity Server 5.x (matrix §15.1, am-2 §8). Embedded LDAP and Kerberos (10389, 8000) are not in it: they serve the user
 * store that it ships with, and its nodes have the shared JDBC store instead (matrix §1.3).
 */
final class IdentityServer5Facts {

    static final List<String> VERSIONS = List.of("5.0.0");

    /** Those that go with API Manager 1.10.0 and later, on Carbon 4.4. */
    static final List<String> LATER_VERSIONS = List.of("5.1.0", "5.2.0", "5.3.0", "5.5.0", "5.6.0", "5.7.0");

    private static final String FIRST_ON_CARBON_4_4 = "5.1.0";

    /** The first one with the key manager's part of API Manager 2.x, whose thrift port an offset moves (am-2 §4). */
    private static final String FIRST_WITH_SHIFTED_KEY_VALIDATION = "5.2.0";

    private static final Role[] ALL = {IDENTITY_SERVER, IDENTITY_SERVER_KEY_MANAGER};

    /** Matrix §3.1. */
    private static final List<ClusterFact> CLUSTERS = List.of(
            new ClusterFact("is.wso2.domain", Set.of(IDENTITY_SERVER)),
            new ClusterFact("is.km.wso2.domain", Set.of(IDENTITY_SERVER_KEY_MANAGER)));

    private IdentityServer5Facts() {}

    static Facts of(String version) {
        boolean onCarbon44 = Catalogue.isSince(FIRST_ON_CARBON_4_4, version);
        return new Facts(
                new ProductVersion(Product.IDENTITY_SERVER, version),
                new TreeSet<>(onCarbon44 ? Set.of(7, 8) : Set.of(6, 7)),
                Map.of(),
                ports(Catalogue.isSince(FIRST_WITH_SHIFTED_KEY_VALIDATION, version)),
                Set.of(PortPurpose.SERVLET_HTTPS, PortPurpose.SERVLET_HTTP),
                List.of(),
                List.of(),
                CLUSTERS,
                Map.of(),
                Map.of(),
                onCarbon44 ? HomeFacts.CARBON_4_4 : HomeFacts.CARBON_4_2,
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static List<PortFact> ports(boolean shiftedKeyValidation) {
        return List.of(
                open(PortPurpose.SERVLET_HTTPS, 9443, ALL),
                open(PortPurpose.SERVLET_HTTP, 9763, ALL),
                new PortFact(
                        PortPurpose.KEY_VALIDATION,
                        10397,
                        shiftedKeyValidation,
                        Set.of(IDENTITY_SERVER_KEY_MANAGER),
                        Condition.OVER_THRIFT),
                fixed(PortPurpose.CLUSTERING, 4000, Condition.IN_A_CLUSTER, ALL),
                open(PortPurpose.JMX_SERVER, 11111, ALL),
                open(PortPurpose.JMX_REGISTRY, 9999, ALL),
                open(PortPurpose.ENTITLEMENT, 10500, ALL));
    }
}
