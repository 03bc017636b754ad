package io.github.apim.product;

import static io.github.apim.product.Facts.fixed;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Role.BAM;

import io.github.apim.product.PortFact.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Business Activity Monitor 2.5.0 (matrix §8, §15.1). */
final class Bam2Facts {

    static final List<String> VERSIONS = List.of("2.5.0");

    private static final List<PortFact> PORTS = List.of(
            open(PortPurpose.SERVLET_HTTPS, 9443, BAM),
            open(PortPurpose.SERVLET_HTTP, 9763, BAM),
            fixed(PortPurpose.CLUSTERING, 4000, Condition.IN_A_CLUSTER, BAM),
            open(PortPurpose.JMX_SERVER, 11111, BAM),
            open(PortPurpose.JMX_REGISTRY, 9999, BAM),
            open(PortPurpose.ENTITLEMENT, 10500, BAM),
            open(PortPurpose.EVENTS, 7611, BAM),
            open(PortPurpose.EVENTS_TLS, 7711, BAM),
            open(PortPurpose.CASSANDRA_RPC, 9160, BAM),
            open(PortPurpose.CASSANDRA_CQL, 9042, BAM),
            open(PortPurpose.CASSANDRA_STORAGE, 7000, BAM),
            open(PortPurpose.CASSANDRA_STORAGE_TLS, 7001, BAM),
            open(PortPurpose.HIVE, 21000, BAM));

    private Bam2Facts() {}

    static Facts of(String version) {
        return new Facts(
                new ProductVersion(Product.BAM, version),
                VersionFamily.BAM_2,
                new TreeSet<>(Set.of(6, 7)),
                Map.of(),
                PORTS,
                Set.of(PortPurpose.SERVLET_HTTPS, PortPurpose.SERVLET_HTTP, PortPurpose.EVENTS),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                HomeFacts.CARBON_4_2,
                Map.of(),
                Map.of(),
                Places.none().with(Place.IDENTITY, "repository/conf/identity.xml", "/Server"),
                SvnClient.NONE,
                Facts.NO_WORKER_PROFILE,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.of(CarbonVault.OF_4_2));
    }
}
