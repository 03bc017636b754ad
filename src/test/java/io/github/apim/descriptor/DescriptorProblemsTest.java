package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.NamedPipes;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DescriptorProblemsTest {

    @TempDir
    Path folder;

    private Descriptors descriptors;

    @BeforeEach
    void start() {
        descriptors = new Descriptors(folder);
    }

    @Test
    void anUnknownKeyIsShownWithTheNearestOne() {
        assertThat(with("  gw-2: { rol: gateway-worker, host: gw-2 }"))
                .containsExactly("9:11: nodes.gw-2.rol: unknown key 'rol'; did you mean 'role'?");
    }

    @Test
    void anUnknownKeyWithoutANearOneIsShownWithAll() {
        assertThat(with("shipping: { compression: 9 }"))
                .containsExactly("9:13: shipping.compression: unknown key 'compression';"
                        + " expected user, key, credentials, agent, port, directory, known-hosts, jump, keep,"
                        + " releases, nodes");
    }

    @Test
    void aRuleThatIsAcceptedMustBeThere() {
        descriptors.rules("M1", "M25", "M26");

        assertThat(with("accept: [ { rule: m25, because: a }, { rule: M99, because: b }, { rule: M1, because: c } ]"))
                .containsExactly(
                        "9:19: accept[0].rule: there is no rule 'm25' that could be accepted; did you mean 'M25'?",
                        "9:46: accept[1].rule: there is no rule 'M99' that could be accepted; the guide's page of rules"
                                + " lists them");
    }

    @Test
    void aBreachIsAcceptedWithAReasonAndForRolesAndNodesThatAreThere() {
        assertThat(with("""
                accept:
                  - { rule: M25 }
                  - { rule: M25, because: "  " }
                  - { rule: M25, nodes: [ gw-1, all, store, gw-9 ], because: a }
                """))
                .containsExactly(
                        "10:5: accept[0]: key 'because' is missing. Why it is right here; log, page and manifests repeat"
                                + " it.",
                        "11:27: accept[1].because: '  ' is not a reason: say in words why, in one line or with '>-' in"
                                + " several",
                        "12:45: accept[2].nodes[3]: expected 'all', a role or a node; found 'gw-9'; did you mean"
                                + " 'gw-1'?");
    }

    @Test
    @Needs(Need.MKFIFO)
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsRefusedBeforeItIsOpened() throws IOException {
        Path pipe = NamedPipes.make(folder.resolve("pipe.yaml"));

        assertThatThrownBy(() -> new DeploymentReader(name -> Optional.empty(), id -> Optional.empty()).read(pipe))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("this is no file, but a pipe, a socket or a device");
    }

    @Test
    void aMissingKeyIsShownAtTheMapping() {
        assertThat(with("  gw-2:\n    role: gateway-worker"))
                .containsExactly("9:3: nodes.gw-2: key 'host' is missing."
                        + " The name under which the others reach the machine.");
    }

    @Test
    void aMissingSectionIsShownAtTheStart() {
        assertThat(descriptors.problems(
                        "packs: {}\ndatabases: { url: 'jdbc:mysql://db', driver: d.jar, credentials: apim-db }"))
                .containsExactly("1:1: key 'nodes' is missing. The server processes of the deployment, by name.");
    }

    @Test
    void aValueOfTheWrongTypeIsShownWithTheRightOne() {
        assertThat(with("""
                  gw-2: { role: gateway-worker, host: [ gw-2 ] }
                  gw-3: { role: gateway-worker, host: gw-3, offset: many }
                  gw-4: { role: gateway-worker, host: gw-4, offset: "1" }
                  gw-5: gateway-worker
                  gw-6: { role: gateway-worker, host: gw-6, jvm: { heap: 512, home: 17 } }
                shipping: []
                """))
                .containsExactly(
                        "9:33: nodes.gw-2.host: expected a host name or an IP address, found a list",
                        "10:53: nodes.gw-3.offset: expected a whole number from 0 to 50000, found 'many'",
                        "11:53: nodes.gw-4.offset: expected a whole number from 0 to 50000, found '1';"
                                + " remove the quotes",
                        "12:9: nodes.gw-5: expected a mapping with role, host, address, stand-by, offset, jvm, overlay,"
                                + " found a text",
                        "13:58: nodes.gw-6.jvm.heap: expected a size of memory, found a whole number ('512');"
                                + " a number and one of k, m, g",
                        "13:69: nodes.gw-6.jvm.home: expected an absolute path on the machines,"
                                + " found a whole number ('17'); it must start with '/'",
                        "14:1: shipping: expected a mapping with user, key, credentials, agent, port, directory,"
                                + " known-hosts, jump, keep, releases, nodes, found a list");
    }

    @Test
    void aNumberOutOfBoundsIsAProblemHoweverLarge() {
        assertThat(with("""
                  gw-2: { role: gateway-worker, host: gw-2, offset: -1 }
                  gw-3: { role: gateway-worker, host: gw-3, offset: 50001 }
                  gw-4: { role: gateway-worker, host: gw-4, offset: 99999999999999999999999999 }
                  gw-5: { role: gateway-worker, host: gw-5, offset: 1.5 }
                """))
                .containsExactly(
                        "9:53: nodes.gw-2.offset: expected a whole number from 0 to 50000, found '-1'",
                        "10:53: nodes.gw-3.offset: expected a whole number from 0 to 50000, found '50001'",
                        "11:53: nodes.gw-4.offset: expected a whole number from 0 to 50000,"
                                + " found '99999999999999999999999999'",
                        "12:53: nodes.gw-5.offset: expected a whole number from 0 to 50000, found '1.5'");
    }

    @Test
    void aKeyWithoutAValueIsAProblem() {
        assertThat(with("""
                  gw-2: { role: gateway-worker, host: }
                  gw-3:
                shipping: ~
                """))
                .containsExactly(
                        "9:38: nodes.gw-2.host: has no value; expected a host name or an IP address",
                        "10:8: nodes.gw-3: has no value; expected a mapping with role, host, address, stand-by, offset, jvm,"
                                + " overlay",
                        "11:11: shipping: has no value; expected a mapping with user, key, credentials, agent, port,"
                                + " directory, known-hosts, jump, keep, releases, nodes");
    }

    @Test
    void aKeyThatIsThereTwiceIsShownWithBothPlaces() {
        assertThat(with("  gw-1: { role: gateway-worker, host: gw-1, role: store }"))
                .containsExactly(
                        "9:3: nodes.gw-1: key 'gw-1' is there twice, first at line 8 column 3; keep one",
                        "9:45: nodes.gw-1.role: key 'role' is there twice, first at line 9 column 11; keep one");
    }

    @Test
    void anUnknownRoleIsShownWithTheNearestOne() {
        assertThat(with("  gw-2: { role: gatway-worker, host: gw-2 }"))
                .containsExactly(
                        "9:17: nodes.gw-2.role: expected a role: gateway-manager, gateway-worker, gateway, control-plane, traffic-manager,"
                                + " key-manager, publisher, store, all-in-one, identity-server, identity-server-key-manager, bam,"
                                + " message-broker; found 'gatway-worker'; did you mean 'gateway-worker'?");
    }

    @Test
    void aPackThatANodeNeedsMustBeThere() {
        assertThat(
                        with(
                                "  is: { role: identity-server, host: is }\n  km: { role: identity-server-key-manager, host: km }"))
                .containsExactly("1:1: packs: key 'identity-server' is missing;"
                        + " node is (identity-server) and 1 more needs the pack of WSO2 Identity Server");
    }

    @Test
    void aPackNeedsEitherCoordinatesOrAPath() {
        String yaml = Descriptors.SHORTEST;
        assertThat(descriptors.problems(yaml.replace("packs/wso2am-1.9.0.zip", "{ clean: false }")))
                .containsExactly(
                        "2:3: packs.api-manager: exactly one of artifact, path is needed;" + " none of them is there");
        assertThat(descriptors.problems(yaml.replace("packs/wso2am-1.9.0.zip", "{ path: a.zip, artifact: 'g:a:1' }")))
                .containsExactly("2:3: packs.api-manager: exactly one of artifact, path is needed; there are 2");
        assertThat(descriptors.problems(yaml.replace("packs/wso2am-1.9.0.zip", "org.wso2.am:wso2am")))
                .containsExactly("2:16: packs.api-manager: 'org.wso2.am:wso2am' is not Maven coordinates or a path:"
                        + " coordinates need a version: group:artifact:extension:version");
    }

    @Test
    void severalNodesAreNamedOnceEachAndAreAllThere() {
        assertThat(with("""
                  bam: { role: bam, host: bam }
                statistics: { bam: [ bam, bam, gw-1, bma ] }
                """))
                .hasSize(4)
                .anySatisfy(problem -> assertThat(problem).contains("statistics.bam[1]: node 'bam' is named twice"))
                .anySatisfy(problem -> assertThat(problem).contains("statistics.bam[2]: node 'gw-1' has the role"))
                .anySatisfy(problem -> assertThat(problem).contains("statistics.bam[3]: ", "did you mean 'bam'?"));
        assertThat(with("statistics: { bam: [] }\n"))
                .singleElement()
                .asString()
                .contains("statistics.bam: names no node");
    }

    @Test
    void keysBelongToTheWordBesideThem() {
        String yaml = Descriptors.SHORTEST;
        int line = (int) yaml.lines().count() + 1;

        assertThat(descriptors.problems(yaml + "clustering: { ttl: 3, scheme: aws, region: eu-west-1 }\n"))
                .containsExactly(
                        line + ":1: clustering: key 'credentials' is missing, which scheme aws needs. Access key and"
                                + " secret key of an AWS account.",
                        line + ":15: clustering.ttl: belongs to scheme multicast, and this is scheme aws; take the key"
                                + " out, or write another scheme");
        assertThat(descriptors.problems(yaml + "clustering: { region: eu-west-1 }\n"))
                .containsExactly(
                        line + ":15: clustering.region: belongs to scheme aws, and this is scheme wka; take the"
                                + " key out, or write another scheme");
        assertThat(descriptors.problems(yaml + "clustering: { scheme: kubernetes, region: eu-west-1 }\n"))
                .singleElement()
                .asString()
                .contains("clustering.scheme: ", "wka, multicast, aws");
    }

    @Test
    void aReferenceToANodeMustFit() {
        assertThat(with("""
                  is-1: { role: identity-server-key-manager, host: is-1 }
                  bam: { role: bam, host: bam }
                single-sign-on: { identity-server: si-1 }
                statistics: { bam: gw-1 }
                messaging: { broker: mq }
                """))
                .contains(
                        "11:36: single-sign-on.identity-server: there is no node 'si-1'; expected a node of the role"
                                + " identity-server or identity-server-key-manager; did you mean 'is-1'?",
                        "12:20: statistics.bam: node 'gw-1' has the role 'gateway-worker';"
                                + " expected a node of the role bam",
                        "13:22: messaging.broker: there is no node 'mq'; expected a node of the role message-broker;"
                                + " there is none");
    }

    @Test
    void aNodeMustNotBeCalledLikeSomethingElse() {
        assertThat(with("""
                  all: { role: store, host: a }
                  publisher: { role: store, host: b }
                  api-store: { role: store, host: c }
                  Store-2: { role: store, host: d }
                  ../etc: { role: store, host: e }
                """))
                .containsExactly(
                        "9:3: nodes.all: 'all' means every node; give this node another name",
                        "10:3: nodes.publisher: a node of the role 'store' cannot be called 'publisher',"
                                + " which is another role",
                        "12:3: nodes.Store-2: 'Store-2' is not the name of a node:"
                                + " write it in lower case: it becomes the name of a file",
                        "13:3: nodes['../etc']: '../etc' is not the name of a node:"
                                + " lower-case letters, digits and '-', at most 63, a letter or digit first and last");
    }

    @Test
    void aVirtualHostIsGivenOncePerRole() {
        assertThat(
                        with(
                                "load-balancer: { virtual-hosts: { store: a.example.com, api-store: b.example.com, stroe: c } }"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("9:68: load-balancer.virtual-hosts.api-store:"
                                        + " 'api-store' and 'store' are the same role; keep one"),
                        second -> assertThat(second)
                                .contains(
                                        "load-balancer.virtual-hosts.stroe: 'stroe' is no role, so it must be a mapping"
                                                + " with the key 'role'; did you mean 'store'?"));
    }

    @Test
    void aVirtualHostOfTheUsersOwnSaysItsRoleAndNamesNodesThatAreThere() {
        assertThat(with("""
                load-balancers:
                  dmz:
                    virtual-hosts:
                      portal: portal.example.com
                      store: { role: publisher, name: store.example.com }
                      inner: { role: gateway-worker, name: inner.example.com, nodes: [ gw-l ] }
                      key-manager: { name: km.example.com, path: /keys }
                      publisher: { name: pub.example.com, nodes: [ gw-1 ] }
                load-balancer: {}
                """))
                .satisfiesExactlyInAnyOrder(
                        both -> assertThat(both)
                                .contains("load-balancers: there is load-balancer, too, the short form for one alone"),
                        role -> assertThat(role)
                                .contains(
                                        "load-balancers.dmz.virtual-hosts.portal: 'portal' is no role, so it must be a"
                                                + " mapping with the key 'role'"),
                        other -> assertThat(other)
                                .contains(
                                        "load-balancers.dmz.virtual-hosts.store.role: 'store' is a role itself, and not"
                                                + " publisher"),
                        node -> assertThat(node)
                                .contains(
                                        "load-balancers.dmz.virtual-hosts.inner.nodes[0]: there is no node 'gw-l'; did you"
                                                + " mean 'gw-1'?"),
                        wrong -> assertThat(wrong)
                                .contains("load-balancers.dmz.virtual-hosts.publisher.nodes[0]: this node has the role"
                                        + " 'gateway-worker' and does not serve what is asked of a publisher"),
                        path -> assertThat(path)
                                .contains(
                                        "load-balancers.dmz.virtual-hosts.key-manager.path: a virtual host of key-manager"
                                                + " cannot have a path"));
    }

    @Test
    void eachGatewayIsInOneEnvironmentAndEachEnvironmentHasANameOfItsOwn() {
        assertThat(with("""
                  gw-2: { role: gateway-worker, host: gw-2 }
                  gw-3: { role: gateway-worker, host: gw-3 }
                  aio: { role: all-in-one, host: aio }
                  st: { role: store, host: st }
                load-balancer: { virtual-hosts: { store: store.example.com } }
                gateway-environments:
                  - { name: Inner, gateways: [ gw-1, st ], virtual-host: store }
                  - { name: inner-, gateways: [] }
                  - { name: In ner, gateways: [ gw-1, gw-2, aio, gw-9 ], virtual-host: outer }
                  - { name: "inner.", gateways: [ gw-2 ], type: test }
                """))
                .anySatisfy(
                        problem -> assertThat(problem)
                                .contains(
                                        "gateway-environments[0].gateways[1]: node 'st' has the role 'store' and serves no APIs"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("gateway-environments[0].virtual-host: the virtual host 'store' stands for store; API"
                                + " calls need one of gateway or gateway-worker"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("gateway-environments[1].gateways: this environment has no gateway; list one"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("gateway-environments[2].gateways[0]: node 'gw-1' is in an environment already"))
                .anySatisfy(
                        problem -> assertThat(problem)
                                .contains(
                                        "gateway-environments[2].gateways[2]: an environment has either gateways or all-in-one"))
                .anySatisfy(problem ->
                        assertThat(problem).contains("gateway-environments[2].gateways[3]: there is no node 'gw-9'"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("gateway-environments[2].virtual-host: there is no virtual host 'outer'"))
                .anySatisfy(problem -> assertThat(problem).contains("gateway-environments[3].type: expected a type"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("nodes.gw-3: this gateway is in none of the gateway-environments"));
        assertThat(with("""
                gateway-environments:
                  - { name: A B, gateways: [ gw-1 ] }
                  - { name: a-b, gateways: [ gw-1 ] }
                """))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("gateway-environments[1].name: 'a-b' and 'A B' differ in no letter or digit"));
    }

    @Test
    void anEditMustHaveAScopeAndAFileOfThePack() {
        assertThat(with("""
                edits:
                  gw-l: { bin/wso2server.sh: { A: b } }
                  all:
                    ../../etc/passwd.sh: { A: b }
                    /bin/a.sh: { A: b }
                    bin\\a.sh: { A: b }
                    lib/a.jar: { A: b }
                    bin/b.sh: { A: [ b ] }
                  store: { bin/c.sh: { A: b } }
                  api-store: { bin/c.sh: { A: c } }
                """))
                .containsExactly(
                        "10:3: edits.gw-l: expected 'all', a role or a node; found 'gw-l'; did you mean 'gw-1'?",
                        "12:5: edits.all['../../etc/passwd.sh']: '../../etc/passwd.sh' is not a file below the"
                                + " product's home: it must not have '.' or '..' as a folder",
                        "13:5: edits.all['/bin/a.sh']: '/bin/a.sh' is not a file below the product's home:"
                                + " the path starts below the product's home, without a '/'",
                        "14:5: edits.all['bin\\\\a.sh']: 'bin\\\\a.sh' is not a file below the product's home:"
                                + " write '/' between folders",
                        "15:5: edits.all['lib/a.jar']: 'lib/a.jar' is not a file below the product's home:"
                                + " a relative path with '/' that ends with .xml, .properties, .toml, .sh or .json",
                        "16:17: edits.all['bin/b.sh'].A: expected a single value, or a mapping with xml, json, toml, value,"
                                + " after, before, into, remove, found a list",
                        "18:31: edits.api-store['bin/c.sh'].A: this place is set twice for 'store'; keep one");
    }

    @Test
    void anEditThatAddsOrRemovesSaysWhatAndWhereAndNothingElse() {
        assertThat(with("""
                edits:
                  all:
                    repository/conf/carbon.xml:
                      /Server/A: { xml: <A/> }
                      /Server/B: { xml: <B/>, after: /Server/A, into: /Server }
                      /Server/C: { into: /Server }
                      /Server/D: { xml: <D/>, value: d, into: /Server }
                      /Server/E: { remove: true, after: /Server/A }
                      /Server/F: { remove: false }
                      /Server/G: { xml: <G/>, behind: /Server/A }
                      /Server/H: {}
                """))
                .containsExactly(
                        "12:7: edits.all['repository/conf/carbon.xml']['/Server/A']: exactly one of after, before, into,"
                                + " remove is needed; none of them is there",
                        "13:7: edits.all['repository/conf/carbon.xml']['/Server/B']: exactly one of after, before, into,"
                                + " remove is needed; there are 2",
                        "14:7: edits.all['repository/conf/carbon.xml']['/Server/C']: exactly one of xml, json, toml, value,"
                                + " remove is needed; none of them is there",
                        "15:7: edits.all['repository/conf/carbon.xml']['/Server/D']: exactly one of xml, json, toml, value,"
                                + " remove is needed; there are 2",
                        "16:7: edits.all['repository/conf/carbon.xml']['/Server/E']: exactly one of after, before, into,"
                                + " remove is needed; there are 2",
                        "17:28: edits.all['repository/conf/carbon.xml']['/Server/F'].remove: this changes nothing; write"
                                + " true, or take it out",
                        "18:7: edits.all['repository/conf/carbon.xml']['/Server/G']: exactly one of after, before, into,"
                                + " remove is needed; none of them is there",
                        "18:31: edits.all['repository/conf/carbon.xml']['/Server/G'].behind: unknown key 'behind';"
                                + " expected xml, json, toml, value, after, before, into, remove",
                        "19:7: edits.all['repository/conf/carbon.xml']['/Server/H']: exactly one of xml, json, toml, value,"
                                + " remove is needed; none of them is there",
                        "19:7: edits.all['repository/conf/carbon.xml']['/Server/H']: exactly one of after, before, into,"
                                + " remove is needed; none of them is there");
    }

    @Test
    void aPathWithBackslashesIsAskedForSlashesUnlessAPlaceholderBringsThem() {
        assertThat(with("""
                  st: { role: store, host: st, overlay: over\\lays, jvm: { home: /opt\\java } }
                libs:
                  all: [ 'libs\\a.jar', 'C:\\libs\\a.jar' ]
                shipping:
                  keep: [ repository\\logs ]
                """))
                .hasSize(5)
                .allSatisfy(problem -> assertThat(problem).endsWith("write '/' between folders"));
        descriptors.property("libs", "C:\\libs");
        assertThat(with("libs: { all: [ '${libs}/a.jar' ] }")).isEmpty();
        assertThat(with("libs: { all: [ '${libs}\\a.jar' ] }"))
                .singleElement()
                .asString()
                .endsWith("write '/' between folders");
    }

    @Test
    void patchesAndJarsAreForNodesThatAreThereAndRunCarbon() {
        assertThat(with("""
                  mq: { role: message-broker, host: mq }
                patches:
                  gw-l: [ a.zip ]
                  all: b.zip
                libs:
                  mq: [ c.jar ]
                  message-broker: [ d.jar ]
                dropins:
                  api-store: [ "~/e.jar" ]
                """))
                .containsExactly(
                        "1:1: packs: key 'message-broker' is missing; node mq (message-broker) needs the pack of Apache"
                                + " ActiveMQ",
                        "11:3: patches.gw-l: expected 'all', a role or a node; found 'gw-l'; did you mean 'gw-1'?",
                        "12:8: patches.all: expected a list, each item Maven coordinates or a path, or a mapping with"
                                + " artifact, path, sha256, found a text",
                        "14:3: libs.mq: a message broker takes no libs; lay the files below overlays/mq instead",
                        "15:3: libs.message-broker: a message broker takes no libs; lay the files below"
                                + " overlays/message-broker instead",
                        "17:16: dropins.api-store[0]: '~/e.jar' is not Maven coordinates or a path: '~' is not"
                                + " expanded; write ${user.home}");
    }

    @Test
    void aDatabaseUrlHasNoSchemaAndNoParameters() {
        assertThat(urlProblem("mysql://db")).contains("it must start with 'jdbc:'");
        assertThat(urlProblem("jdbc:mysql://db:3306/")).contains("without a '/'");
        assertThat(urlProblem("jdbc:mysql://db:3306/apimgtdb")).contains("'schemas'");
        assertThat(urlProblem("jdbc:mysql://db:3306?useSSL=false")).contains("'parameters'");
        assertThat(urlProblem("jdbc:mysql://me:hunter2@db:3306"))
                .contains("'credentials'")
                .contains("'jdbc:mysql://***@db:3306'");
    }

    @Test
    void aRepositoryUrlThatCarbonCannotUseSaysWhy() {
        assertThat(with("deployment-synchronizer: { url: 'svn+ssh://svn/r' }"))
                .containsExactly("9:33: deployment-synchronizer.url: 'svn+ssh://svn/r' is not the URL of an SVN"
                        + " repository: Carbon does not support svn+ssh; use http, https or svn");
        assertThat(with("deployment-synchronizer: { url: 'file:///srv/svn' }"))
                .singleElement()
                .asString()
                .endsWith("a file: URL is another repository on every machine; use http, https or svn");
    }

    @Test
    void anUnknownServerIsAProblemAtTheLineThatNamesIt() {
        assertThat(
                        with(
                                "admin: { credentials: nobody }\ndeployment-synchronizer: { url: 'svn://s', credentials: undecryptable }"))
                .containsExactly(
                        "9:23: admin.credentials: settings.xml has no <server> with the id 'nobody';"
                                + " add one with <username> and <password>",
                        "10:57: deployment-synchronizer.credentials:"
                                + " the password of <server> 'undecryptable' cannot be decrypted");
    }

    @Test
    void allProblemsComeAtOnceInTheOrderOfTheFile() {
        List<String> problems = descriptors.problems("""
                packs: { api-manger: a.zip }
                databases:
                  url: jdbc:mysql://db/apimgtdb
                  driver: d.jar
                  credentials: nobody
                  schemas: { registry: "reg db" }
                nodes:
                  gw-1: { role: gateway-worker, host: "gw 1", ofset: 1 }
                  gw-2: { host: gw-2, address: 10.0.0.300 }
                statistics: { bam: bam-1 }
                gateway: { hostname-verifier: strict }
                """);

        assertThat(problems)
                .extracting(problem -> problem.replaceAll("^([0-9:]+: [^ ]+) .*", "$1"))
                .containsExactly(
                        "1:1: packs:",
                        "1:10: packs.api-manger:",
                        "3:8: databases.url:",
                        "5:16: databases.credentials:",
                        "6:24: databases.schemas.registry:",
                        "8:39: nodes.gw-1.host:",
                        "8:47: nodes.gw-1.ofset:",
                        "9:3: nodes.gw-2:",
                        "9:32: nodes.gw-2.address:",
                        "10:20: statistics.bam:",
                        "11:31: gateway.hostname-verifier:");
    }

    @Test
    void aMissingFileSaysHowToNameAnother() {
        Path file = folder.resolve("absent.yaml");

        assertThat(descriptors.problems(file))
                .containsExactly("1:1: there is no such file; create it, or name another with -Dapim.descriptor=…");
        assertThat(descriptors.problems(folder))
                .containsExactly("1:1: this is a folder; name the file in it with -Dapim.descriptor=…");
    }

    private List<String> with(String more) {
        return descriptors.problems(Descriptors.SHORTEST + more);
    }

    private String urlProblem(String url) {
        List<String> problems =
                descriptors.problems(Descriptors.SHORTEST.replace("jdbc:mysql://db.internal:3306", url));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
