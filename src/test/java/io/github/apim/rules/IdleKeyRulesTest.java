package io.github.apim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.testing.SeededTopology;
import io.github.apim.testing.SurroundedDeployment;
import io.github.apim.testing.ThrottledDeployment;
import io.github.apim.topology.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the descriptor says and nobody hears is told, at its line. */
class IdleKeyRulesTest {

    private static final String HEAD = """
            packs: { api-manager: wso2am-2.6.0.zip }
            databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
            """;

    private static final String ALL_IN_ONE = "nodes: { a: { role: all-in-one, host: a.internal } }\n";

    @TempDir
    Path folder;

    private List<Problem> check(String yaml) {
        return DeploymentRules.check(new Descriptors(folder).read(yaml)).stream()
                .filter(problem -> problem.rule().equals("M52"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key-validation: thrift | key-validation | answers API calls",
                "key-validation: web-service | key-validation | answers API calls",
                "deployment-synchronizer: { url: 'http://svn/repos', client: [] } | deployment-synchronizer | hands APIs on",
                "gateway: { api-manager-database: shared } | gateway.api-manager-database | is a gateway,",
                "gateway: { hostname-verifier: Strict } | gateway.hostname-verifier | is a gateway or a store",
                "clustering: { scheme: multicast } | clustering | has another one to cluster with",
                "jaggery-applications: keep | jaggery-applications | has applications that its role does not serve",
                "key-stores: { own: { bam: { trust: { path: a.jks, credentials: key-store } } } } |"
                        + " key-stores.own.bam.trust | opens this key store",
                "throttling: { synchronize-policies: rsync } | throttling | hands policies to a traffic manager"
            })
    void aKeyThatConcernsNoNodeIsTold(String key, String path, String nobody) {
        assertTold(check(HEAD + key + "\n" + ALL_IN_ONE), path, nobody);
    }

    @Test
    void keyStoresConcernEveryNodeButAMessageBroker() {
        assertThat(check(HEAD + """
                        key-stores:
                          identity: { path: a.jks, alias: a, credentials: key-store }
                          own: { all-in-one: { trust: { path: t.jks, credentials: key-store } } }
                        """ + ALL_IN_ONE)).isEmpty();
    }

    @Test
    void throttlingConcernsThePublisherOfATrafficManager() {
        ReadResult read = new Descriptors(folder).read(ThrottledDeployment.DESCRIPTOR);

        assertThat(DeploymentRules.check(read.of(ThrottledDeployment.in(folder))))
                .filteredOn(problem -> problem.rule().equals("M52"))
                .isEmpty();
    }

    @Test
    void aSynchronizerConcernsTwoNodesThatBothDoEverything() {
        assertThat(check(HEAD + """
                        deployment-synchronizer: { type: rsync }
                        nodes: { a: { role: all-in-one, host: a.internal }, b: { role: all-in-one, host: b.internal } }
                        """)).isEmpty();
    }

    private static void assertTold(List<Problem> found, String path, String nobody) {
        assertThat(found).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.location().line()).isEqualTo(3);
            assertThat(problem.message()).contains("no node ", nobody, "remove it");
        });
    }

    @Test
    void m52StatisticsThatNobodyReports() {
        assertTold(check("""
                        packs: { bam: bam.zip }
                        databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                        statistics: { bam: b }
                        nodes: { b: { role: bam, host: b.internal } }
                        """), "statistics", "answers API calls");
    }

    @Test
    void m52StatisticsThatPortalsOf3AskForAndNobodyReports() {
        assertTold(check("""
                        packs: { api-manager: wso2am-3.2.0.zip }
                        databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                        statistics: { analytics: { host: an.internal } }
                        nodes: { p: { role: publisher, host: p.internal } }
                        """), "statistics", "answers API calls");
    }

    @Test
    void m52NoNodeOf3UsesASchemaOfStatistics() {
        assertTold(check("""
                        packs: { api-manager: wso2am-3.2.0.zip }
                        statistics: { analytics: { host: an.internal } }
                        databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db, schemas: { statistics: s } }
                        nodes: { p: { role: all-in-one, host: p.internal } }
                        """), "databases.schemas.statistics", "uses WSO2AM_STATS_DB");
    }

    @Test
    void m52MessagesThatNobodySends() {
        assertTold(check("""
                        packs: { api-manager: am.zip, message-broker: mq.zip }
                        databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                        messaging: { broker: q }
                        nodes: { a: { role: all-in-one, host: a }, q: { role: message-broker, host: q } }
                        """), "messaging", "receive and send messages");
    }

    @Test
    void m52AnIdentityServerThatNobodySignsInAt() {
        assertTold(check("""
                        packs: { identity-server: is.zip }
                        databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                        single-sign-on: { identity-server: i }
                        nodes: { i: { role: identity-server, host: i } }
                        """), "single-sign-on", "serves the publisher or the store");
    }

    @Test
    void m52AVaultThatNobodyOpens() {
        assertTold(check("""
                        packs: { message-broker: mq.zip }
                        databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                        secure-vault: true
                        nodes: { q: { role: message-broker, host: q } }
                        """), "secure-vault", "decrypts passwords");
    }

    @Test
    void m52AnAdministratorOfNobody() {
        assertTold(check("""
                        packs: { message-broker: mq.zip }
                        databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                        admin: { credentials: apim-admin }
                        nodes: { q: { role: message-broker, host: q } }
                        """), "admin", "has the shared users");
    }

    @Test
    void m52ASchemaThatNobodyUses() {
        assertTold(check("""
                        packs: { api-manager: wso2am-2.6.0.zip }
                        databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db,
                          schemas: { registry: reg, statistics: stats } }
                        """ + ALL_IN_ONE), "databases.schemas.statistics", "uses WSO2AM_STATS_DB");
    }

    @Test
    void m52AVirtualHostThatNoNodeServes() {
        assertTold(
                check(HEAD
                        + "load-balancer: { virtual-hosts: { store: store.example.com, identity-server: is.example.com, all-in-one: am.example.com,"
                        + " gateway-worker: gw.example.com } }\n"
                        + ALL_IN_ONE),
                "load-balancer.virtual-hosts.identity-server",
                "no node serves is.example.com");
    }

    @Test
    void m52ADeploymentThatUsesAllOfItStaysSilent() throws IOException {
        assertThat(DeploymentRules.check(
                        SurroundedDeployment.in(folder).with("shipping:", """
                                key-validation: web-service
                                gateway: { api-manager-database: shared, hostname-verifier: AllowAll }
                                jaggery-applications: keep
                                shipping:""").read()))
                .isEmpty();
    }

    @Test
    void m52WhatTheDescriptorLeavesOutStaysSilent() {
        assertThat(check(HEAD + ALL_IN_ONE)).isEmpty();
    }

    @Test
    void exactlyTheVirtualHostsThatLeadNowhereAreToldOfMany() {
        for (long seed = 0; seed < 200; seed++) {
            String yaml = SeededTopology.descriptor(seed);
            Topology topology = new Topology(new Descriptors(folder).read(yaml).deployment());

            assertThat(check(yaml))
                    .as("seed %d", seed)
                    .filteredOn(problem -> problem.path().startsWith("load-balancer"))
                    .extracting(Problem::path)
                    .containsExactlyInAnyOrderElementsOf(topology.wiring().fronts().stream()
                            .filter(front -> front.nodes().isEmpty())
                            .map(front -> front.balancer().place(front.host()))
                            .toList());
        }
    }
}
