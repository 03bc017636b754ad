package io.github.apim.product;

import static io.github.apim.product.Facts.fixed;
import static io.github.apim.product.Facts.open;
import static io.github.apim.product.Role.BAM;

import io.github.apim.product.PortFact.Condition;
import java.util.List;

/** Business Activity Monitor 2.5.0 (matrix §8, §15.1). */
final class Bam2Facts {

    static final List<String> VERSIONS = List.of("2.5.0");

    private static final List<PortFact> PORTS = List.of(
            open(PortPurpose.SERVLET_HTTPS, 9443, BAM),
            open(PortPurpose.SERVLET_HTTP, 9763, BAM),
            fixed(PortPurpose.CLUSTERING, 4000, BAM).when(Condition.IN_A_CLUSTER),
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
        return FactsBuilder.of(VersionFamily.BAM_2, version, HomeFacts.CARBON_4_2)
                .startScript(Facts.CARBON_SCRIPT)
                .javas(6, 7)
                .ports(PORTS)
                .awaited(PortPurpose.SERVLET_HTTPS, PortPurpose.SERVLET_HTTP, PortPurpose.EVENTS)
                .places(Places.ofXmlFiles().with(Place.IDENTITY, "repository/conf/identity.xml", "/Server"))
                .workerNode(Facts.NO_WORKER_PROFILE)
                .vault(CarbonVault.OF_4_2)
                .build();
    }
}
