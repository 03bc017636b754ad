package io.github.apim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.DeploymentReader;
import io.github.apim.descriptor.ReadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentRulesTest {

    private static final String HEAD = """
            packs: { api-manager: wso2am-1.9.0.zip, bam: wso2bam-2.5.0.zip }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql.jar
              credentials: apim-db
            """;

    private static final String GATEWAYS = """
            m: { role: gateway-manager, host: m.internal, address: 10.0.0.1 }
              w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }""";

    private static final String KEY_MANAGER = "k: { role: key-manager, host: k.internal, address: 10.0.0.3 }";

    private static final String SYNCHRONIZER = """
            deployment-synchronizer: { url: "http://10.0.0.21/repos/gateway", client: [] }
            """;

    private static final String MANAGERS = GATEWAYS.replace("gateway-worker", "gateway-manager");

    private static final String TWO_MANAGERS = """
            gateway-environments:
              - { name: One, gateways: [ m ] }
              - { name: Two, gateways: [ w ] }
            """;

    private static final String TWO_ENVIRONMENTS = """
            load-balancer: { virtual-hosts: { gateway-worker: gw.example.com } }
            gateway-environments:
              - { name: One, gateways: [ m ] }
              - { name: Two, gateways: [ w ] }
            """;

    @TempDir
    Path folder;

    @Test
    void aSoundDeploymentHasNoProblems() throws IOException {
        assertThat(check(
                        SYNCHRONIZER,
                        "m: { role: gateway-manager, host: m.internal, address: 10.0.0.1 }",
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }",
                        "v: { role: gateway-worker, host: w.internal, address: 10.0.0.2, offset: 1 }",
                        "k: { role: key-manager, host: k.internal }"))
                .isEmpty();
    }

    @Test
    void m2AGatewayNeedsAKeyManager() throws IOException {
        assertThat(check("", "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("nodes.w.role");
                    assertThat(problem.location().line()).isEqualTo(7);
                    assertThat(problem.message()).contains("add a node of role key-manager");
                });
    }

    @Test
    void m2AnAllInOneNodeMayBeTheKeyManagerStaysSilent() throws IOException {
        assertThat(check(
                        "",
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }",
                        "a: { role: all-in-one, host: a.internal }"))
                .isEmpty();
    }

    @Test
    void m8MembersInAmazonsNetNeedAnAddress() throws IOException {
        assertThat(check(
                        "clustering: { scheme: aws, credentials: apim-aws }\n",
                        "m: { role: gateway-manager, host: m.internal }",
                        "w: { role: gateway-worker, host: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("nodes.m.address");
                    assertThat(problem.message()).contains("clusters with w, which learn from Amazon the private IP");
                });
    }

    @Test
    void m8MembersKnownByTheirHostNamesStaysSilent() throws IOException {
        for (String scheme : List.of("wka", "multicast")) {
            assertThat(check(
                            "clustering: { scheme: " + scheme + " }\n" + SYNCHRONIZER,
                            "m: { role: gateway-manager, host: m.internal }",
                            "w: { role: gateway-worker, host: w.internal }",
                            "k: { role: key-manager, host: k.internal }"))
                    .isEmpty();
        }
    }

    @Test
    void m8ALocalNameCannotBeReachedFromOtherMachines() throws IOException {
        assertThat(check(
                        "",
                        "m: { role: gateway-manager, host: localhost }",
                        "w: { role: gateway-worker, host: w.internal }",
                        "k: { role: key-manager, host: k.internal }"))
                .anySatisfy(problem -> {
                    assertThat(problem.path()).isEqualTo("nodes.m.address");
                    assertThat(problem.message()).startsWith("localhost cannot be reached from other machines, but w");
                });
    }

    @Test
    void m8AMemberOnAnotherMachineCannotBeLoopback() throws IOException {
        assertThat(check(
                        "",
                        "m: { role: gateway-manager, host: m.internal, address: 127.0.0.1 }",
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("127.0.0.1 cannot be reached"));
    }

    @Test
    void m8AWholeDeploymentOnOneMachineMayUseLoopbackStaysSilent() throws IOException {
        assertThat(check(
                        "",
                        "m: { role: gateway-manager, host: localhost, address: 127.0.0.1 }",
                        "w: { role: gateway-worker, host: localhost, address: 127.0.0.1, offset: 1 }",
                        "k: { role: key-manager, host: localhost, address: 127.0.0.1, offset: 2 }"))
                .isEmpty();
    }

    @Test
    void m10CopiesHaveOneOrigin() throws IOException {
        assertThat(check(
                        "deployment-synchronizer: { type: rsync }\n",
                        "m: { role: gateway-manager, host: m.internal }",
                        "n: { role: gateway-manager, host: n.internal }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("nodes.n.role");
                    assertThat(problem.message()).contains("synchronizer of type rsync exactly one node may commit");
                });
    }

    @Test
    void m10ManagersThatShareADirectoryStaysSilent() throws IOException {
        assertThat(check(
                        "deployment-synchronizer: { type: shared-directory, directory: /mnt/apim }\n",
                        "m: { role: gateway-manager, host: m.internal }",
                        "n: { role: gateway-manager, host: n.internal }",
                        "w: { role: gateway-worker, host: w.internal }",
                        "k: { role: key-manager, host: k.internal }"))
                .isEmpty();
    }

    @Test
    void m10NothingHandsApisOn() throws IOException {
        assertThat(checkAll(
                        HEAD,
                        "",
                        "m: { role: gateway-manager, host: m.internal }",
                        "w: { role: gateway-worker, host: w.internal }",
                        "v: { role: gateway-worker, host: v.internal }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
                    assertThat(problem.path()).isEqualTo("nodes.w.role");
                    assertThat(problem.message())
                            .contains("from m (line 7), where they are published, to w (line 8), v (line 9)")
                            .contains("svn, shared-directory or rsync");
                });
    }

    @Test
    void m10OneGatewayAloneStaysSilent() throws IOException {
        assertThat(checkAll(
                        HEAD,
                        "",
                        "w: { role: gateway-worker, host: w.internal }",
                        "k: { role: key-manager, host: k.internal }"))
                .isEmpty();
    }

    @Test
    void m38TwoNodesOfOneMachineWithTheSamePorts() throws IOException {
        assertThat(check(
                        "",
                        "m: { role: gateway-manager, host: m.internal, address: 10.0.0.1 }",
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.1 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("nodes.w.offset");
                    assertThat(problem.message())
                            .contains("node m (line 7) is on the same machine with the same offset 0, so both")
                            .contains("9443 (consoles and admin services over HTTPS), 9763 (")
                            .contains("8280 (API calls over HTTP) and 3 more; the server that starts second");
                });
    }

    @Test
    void m10OnlyOneManagerCommits() throws IOException {
        assertThat(check(
                        SYNCHRONIZER,
                        "m: { role: gateway-manager, host: m.internal, address: 10.0.0.1 }",
                        "n: { role: gateway-manager, host: n.internal, address: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toString()).contains("nodes.n.role: node m is the gateway manager already"));
    }

    @Test
    void m10WorkersWithoutAManagerHaveNothingToCheckOut() throws IOException {
        assertThat(check(
                        SYNCHRONIZER,
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no node has the role gateway-manager"));
    }

    @Test
    void m25AGatewaysNameMustNotHoldRevoke() throws IOException {
        assertThat(check(
                        "",
                        "w: { role: gateway-worker, host: revoked.internal, address: 10.0.0.2 }",
                        "k: { role: key-manager, host: k.internal }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("nodes.w.host: this gateway is reached as revoked.internal"));
    }

    @Test
    void m4ThriftCannotChooseBetweenTwoKeyManagers() throws IOException {
        assertThat(check(
                        "key-validation: thrift\n",
                        GATEWAYS,
                        KEY_MANAGER,
                        "l: { role: key-manager, host: l.internal, address: 10.0.0.4 }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.location().line()).isEqualTo(6);
                    assertThat(problem.toString())
                            .contains("key-validation: ")
                            .contains("k (line 10), l (line 11)")
                            .contains("900900")
                            .endsWith("choose web-service, or keep one key manager [M4]");
                });
    }

    @Test
    void m4NorCanAnAllInOneThatAsksThem() throws IOException {
        assertThat(check(
                        "key-validation: thrift\n",
                        "a: { role: all-in-one, host: a.internal, address: 10.0.0.1 }",
                        KEY_MANAGER,
                        "l: { role: key-manager, host: l.internal, address: 10.0.0.4 }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("keeps a session with one key manager"));
    }

    @Test
    void m4OneKeyManagerOverThriftStaysSilent() throws IOException {
        assertThat(check("key-validation: thrift\n", GATEWAYS, KEY_MANAGER)).isEmpty();
    }

    @Test
    void m10OneManagerAndOneWorkerStaysSilent() throws IOException {
        assertThat(check(SYNCHRONIZER, GATEWAYS, KEY_MANAGER)).isEmpty();
    }

    @Test
    void m10WhoStandsByNeedsAnActiveOne() throws IOException {
        assertThat(check("", GATEWAYS.replace("10.0.0.1 }", "10.0.0.1, stand-by: true }"), KEY_MANAGER))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.rule()).isEqualTo("M10");
                    assertThat(problem.path()).isEqualTo("nodes.m.stand-by");
                    assertThat(problem.message()).contains("no gateway-manager of its environment is active");
                });
    }

    @Test
    void m10AManagerThatStandsByBesideTheActiveOneStaysSilent() throws IOException {
        assertThat(check(
                        SYNCHRONIZER,
                        GATEWAYS,
                        KEY_MANAGER,
                        "n: { role: gateway-manager, host: n.internal, address: 10.0.0.4, stand-by: true }"))
                .isEmpty();
    }

    @Test
    void m10OneDirectoryIsSharedByTwoEnvironments() throws IOException {
        assertThat(check(
                        "deployment-synchronizer: { type: shared-directory, directory: /mnt/apim }\n" + TWO_MANAGERS,
                        MANAGERS,
                        KEY_MANAGER))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.rule()).isEqualTo("M10");
                    assertThat(problem.path()).isEqualTo("deployment-synchronizer.directory");
                    assertThat(problem.message()).contains("/mnt/apim is one directory for all; take type svn");
                });
    }

    @Test
    void m10CopiesHaveOneOriginInEachEnvironmentStaysSilent() throws IOException {
        assertThat(check("deployment-synchronizer: { type: rsync }\n" + TWO_MANAGERS, MANAGERS, KEY_MANAGER))
                .isEmpty();
    }

    @Test
    void m10EnvironmentsOfOneGatewayEachStaysSilent() throws IOException {
        assertThat(checkAll(HEAD, TWO_MANAGERS, MANAGERS, KEY_MANAGER)).isEmpty();
    }

    @Test
    void m23AVirtualHostLeadsToGatewaysOfTwoEnvironments() throws IOException {
        assertThat(check(TWO_ENVIRONMENTS, GATEWAYS, KEY_MANAGER))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.rule()).isEqualTo("M23");
                    assertThat(problem.path()).isEqualTo("load-balancer.virtual-hosts.gateway-worker");
                    assertThat(problem.message()).contains("leads to gateways of several environments, One, Two");
                });
    }

    @Test
    void m23AVirtualHostThatAnEnvironmentNamesStaysSilent() throws IOException {
        assertThat(check(
                        TWO_ENVIRONMENTS.replace("gateways: [ w ]", "gateways: [ w ], virtual-host: gateway-worker"),
                        GATEWAYS,
                        KEY_MANAGER))
                .isEmpty();
    }

    @Test
    void m25AVirtualHostOfAnotherNameStaysSilent() throws IOException {
        assertThat(check(
                        "load-balancer: { virtual-hosts: { gateway-worker: gw.example.com } }\n",
                        "w: { role: gateway-worker, host: revoked.internal, address: 10.0.0.2 }",
                        KEY_MANAGER))
                .isEmpty();
    }

    @Test
    void m38EachPairOfNodesIsOneProblem() throws IOException {
        assertThat(check(
                        "",
                        "k: { role: key-manager, host: k.internal, address: 10.0.0.1 }",
                        "p: { role: publisher, host: k.internal, address: 10.0.0.1 }",
                        "s: { role: store, host: k.internal, address: 10.0.0.1 }"))
                .extracting(Problem::path)
                .containsExactly("nodes.p.offset", "nodes.s.offset");
    }

    @Test
    void m38OffsetsThatAreNotEqualMayClash() throws IOException {
        assertThat(check(
                        "",
                        "m: { role: key-manager, host: m.internal, address: 10.0.0.1 }",
                        "s: { role: store, host: m.internal, address: 10.0.0.1, offset: 37 }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("8280 (API calls over HTTP of m, API calls over HTTPS of s); the server")
                        .contains("node m (line 7) is on the same machine, so both")
                        .contains("Address already in use")
                        .endsWith("give one of them another offset"));
    }

    @Test
    void m38AnOffsetMayLeadOntoAPortThatItDoesNotMove() throws IOException {
        assertThat(check(
                        "key-validation: thrift\n",
                        "k: { role: key-manager, host: m.internal, address: 10.0.0.1 }",
                        "s: { role: store, host: m.internal, address: 10.0.0.1, offset: 954 }",
                        "w: { role: gateway-worker, host: w.internal, address: 10.0.0.2 }"))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message())
                                .contains(
                                        "10397 (key validation over thrift of k, consoles and admin services over HTTPS of s)"));
    }

    @Test
    void m38TheLoadBalancerMayBeInTheWay() throws IOException {
        assertThat(check(
                        "load-balancer: { address: 10.0.0.3, virtual-hosts: { store: { name: s, https: 9443 } } }\n",
                        KEY_MANAGER,
                        "t: { role: store, host: t.internal, address: 10.0.0.4 }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("load-balancer.virtual-hosts");
                    assertThat(problem.message()).contains("k and s would bind the same ports of machine 10.0.0.3");
                });
    }

    @Test
    void m38AnOffsetMayLeadBeyondTheLastPort() throws IOException {
        assertThat(check("", "b: { role: bam, host: b.internal, offset: 45000 }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("the port for Hive would be 66000"));
    }

    @Test
    void m38AnOffsetThatLeadsOntoTheLastPortStaysSilent() throws IOException {
        assertThat(check("", "b: { role: bam, host: b.internal, offset: 44535 }"))
                .isEmpty();
        assertThat(check("", "b: { role: bam, host: b.internal, offset: 44536 }"))
                .hasSize(1);
    }

    @Test
    void m38VirtualHostsOfOneBalancerAndNodesApartStaysSilent() throws IOException {
        assertThat(check(
                        "load-balancer: { virtual-hosts: { store: s.example.com, publisher: p.example.com } }\n",
                        "p: { role: publisher, host: p.internal, address: 10.0.0.1 }",
                        "s: { role: store, host: p.internal, address: 10.0.0.1, offset: 1 }"))
                .isEmpty();
    }

    @Test
    void m16StatisticsInTheSchemaOfAnother() throws IOException {
        assertThat(checkHead(
                        HEAD.replace("credentials: apim-db", "credentials: apim-db\n  schemas: { statistics: userdb }"),
                        "statistics: { bam: b }\n",
                        "a: { role: all-in-one, host: a.internal }",
                        "b: { role: bam, host: b.internal }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.rule()).isEqualTo("M16");
                    assertThat(problem.location().line()).isEqualTo(6);
                    assertThat(problem.message()).contains("schema userdb has another use");
                });
    }

    @Test
    void m16StatisticsInASchemaOfTheirOwnStaysSilent() throws IOException {
        assertThat(check(
                        "statistics: { bam: b }\n",
                        "a: { role: all-in-one, host: a.internal }",
                        "b: { role: bam, host: b.internal }"))
                .isEmpty();
    }

    @Test
    void m16StatisticsOnAServerOfTheirOwnStaysSilent() throws IOException {
        assertThat(checkHead(
                        HEAD.replace(
                                "credentials: apim-db",
                                "credentials: apim-db\n  schemas: { statistics: { name: userdb, url:"
                                        + " \"jdbc:mysql://10.0.0.21\" } }"),
                        "statistics: { bam: b }\n",
                        "a: { role: all-in-one, host: a.internal }",
                        "b: { role: bam, host: b.internal }"))
                .isEmpty();
    }

    @Test
    void m17ASchemasOwnServerOnLocalhost() throws IOException {
        assertThat(checkHead(
                        HEAD.replace(
                                "credentials: apim-db",
                                "credentials: apim-db\n  schemas: { registry: { url: \"jdbc:mysql://10.0.0.21,localhost\" } }"),
                        "",
                        GATEWAYS,
                        KEY_MANAGER))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("databases.schemas.registry.url: localhost is another"));
    }

    @Test
    void m17ADatabaseOnLocalhostIsAnotherOneOnEachMachine() throws IOException {
        assertThat(checkHead(HEAD.replace("10.0.0.20", "localhost"), "", GATEWAYS, KEY_MANAGER))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.toString()).contains(":3:8: databases.url: localhost is another server");
                    assertThat(problem.message()).contains("Communications link failure");
                });
    }

    @Test
    void m17ADatabaseOnTheOnlyMachineStaysSilent() throws IOException {
        assertThat(checkHead(HEAD.replace("10.0.0.20", "127.0.0.1"), "", KEY_MANAGER))
                .isEmpty();
    }

    @Test
    void m18AConnectorThatNeedsJava8() throws IOException {
        assertThat(checkHead(HEAD.replace("mysql.jar", "mysql:mysql-connector-java:8.0.33"), "", KEY_MANAGER))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.message()).contains("UnsupportedClassVersionError");
                });
    }

    @Test
    void m18AConnectorInAFileIsKnownByItsName() throws IOException {
        assertThat(checkHead(HEAD.replace("mysql.jar", "libs/mysql-connector-java-8.0.28.jar"), "", KEY_MANAGER))
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("M18"));
    }

    @Test
    void m18AConnectorOfItsTimeStaysSilent() throws IOException {
        for (String driver : new String[] {"mysql:mysql-connector-java:5.1.49", "mysql-connector-java-5.1.49.jar"}) {
            assertThat(checkHead(HEAD.replace("mysql.jar", driver), "", KEY_MANAGER))
                    .as(driver)
                    .isEmpty();
        }
    }

    @Test
    void m1AWorkerSwitchAmongTheJvmsOptions() throws IOException {
        assertThat(check("", "k: { role: key-manager, host: k, jvm: { options: [ -Da=b, -DworkerNode=true ] } }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("nodes.k.jvm.options[1]: ")
                        .contains("OSGi runtime worker profile not found"));
    }

    @Test
    void m1OtherOptionsStaysSilent() throws IOException {
        assertThat(check("", "k: { role: key-manager, host: k, jvm: { options: [ -DworkerNode=false ] } }"))
                .isEmpty();
    }

    @Test
    void m41AJavaThatIsTooNew() throws IOException {
        assertThat(check("", "k: { role: key-manager, host: k, jvm: { home: /usr/lib/jvm/java-8-openjdk } }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.message())
                            .contains("runs on Java 7: the start script says")
                            .contains("(in unsupported JDK)\" at most and goes on", "; name a Java 7");
                });
    }

    /** The scripts name other bounds there than the documents, and some say nothing (am-4 §1). */
    @Test
    void m41QuotesNothingThatTheScriptOfTheVersionDoesNotSay() throws IOException {
        String head = HEAD.replace("wso2am-1.9.0.zip, bam: wso2bam-2.5.0.zip", "wso2am-4.1.0.zip");

        assertThat(checkAll(head, "", "am: { role: all-in-one, host: am, jvm: { home: /opt/jdk-17 } }"))
                .filteredOn(problem -> problem.rule().equals("M41"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("API Manager 4.1.0 runs on Java 11", "; name a Java 11")
                        .doesNotContain("1.11", "supported only"));
    }

    @Test
    void m41AJavaOfItsTimeStaysSilent() throws IOException {
        for (String home : new String[] {"/opt/jdk1.7.0_80", "/usr/lib/jvm/java-7-oracle", "/usr/lib/jvm/current"}) {
            assertThat(check("", "k: { role: key-manager, host: k, jvm: { home: " + home + " } }"))
                    .as(home)
                    .isEmpty();
        }
    }

    @Test
    void m43SetupAtEveryStart() throws IOException {
        assertThat(check("", "k: { role: key-manager, host: k, jvm: { options: [ -Dsetup ] } }"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.message()).contains("duplicate tables");
                });
    }

    @Test
    void m43AnOptionThatBeginsLikeSetupStaysSilent() throws IOException {
        assertThat(check("", "k: { role: key-manager, host: k, jvm: { options: [ -Dsetup.my=1 ] } }"))
                .isEmpty();
    }

    /** What is found besides that nothing hands APIs on, which most of these small deployments go without. */
    private List<Problem> check(String section, String... nodes) throws IOException {
        return checkHead(HEAD, section, nodes);
    }

    private List<Problem> checkHead(String head, String section, String... nodes) throws IOException {
        return checkAll(head, section, nodes).stream()
                .filter(problem -> !problem.message().startsWith("nothing hands APIs on"))
                .toList();
    }

    private List<Problem> checkAll(String head, String section, String... nodes) throws IOException {
        Path file = Files.writeString(
                folder.resolve("deployment.yaml"), head + section + "nodes:\n  " + String.join("\n  ", nodes) + "\n");
        ReadResult read = new DeploymentReader(
                        name -> Optional.empty(), id -> Optional.of(new Credentials("user", new Secret("password"))))
                .read(file);
        return DeploymentRules.check(read);
    }
}
