package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Problem;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the plugin sets in the user's own files, and what the user is told of it. */
class OwnFilesTest {

    private static final String CARBON = "repository/conf/carbon.xml";
    private static final String USERS = "repository/conf/user-mgt.xml";
    private static final String REGISTRY = "repository/conf/registry.xml";
    private static final String AXIS2 = "repository/conf/axis2/axis2.xml";
    private static final String LAUNCHER = "bin/start-node.sh";
    private static final String STORE = "repository/deployment/server/jaggeryapps/store/";

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            admin: { credentials: apim-admin }
            nodes:
              worker-1: { role: gateway-worker, host: gw-1.internal,  address: 10.0.0.11 }
              worker-2: { role: gateway-worker, host: gw-2.internal,  address: 10.0.0.12, offset: 1 }
              km:       { role: key-manager,    host: km.internal,    address: 10.0.0.13 }
              store-1:  { role: store,          host: store.internal, address: 10.0.0.14 }
            accept: [ { rule: M10, because: files alone count here } ]
            """;

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment = TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR);
    }

    @Needs
    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void theShippedFilesLaidOverAreWhatThePackHas(TestPacks pack) throws IOException {
        TestDeployment plain = DistributedDeployment.in(folder, pack);
        Map<String, NodeHome> expected = plain.assembleApiManagers();
        List<String> warnings = List.copyOf(plain.warnings());
        for (String file : List.of(REGISTRY, CARBON, AXIS2, USERS)) {
            for (String scope : List.of("gateway-manager", "gateway-worker", "key-manager", "publisher-1", "store")) {
                write("overlays/" + scope + "/" + file, shipped(pack, file));
            }
        }

        Map<String, NodeHome> found = plain.assembleApiManagers();

        assertThat(found).hasSize(8);
        assertThat(plain.warnings()).isEqualTo(warnings);
        found.forEach((node, home) -> {
            NodeHome other = expected.get(node);
            assertThat(EffectiveConfiguration.of(home)).as(node).isEqualTo(EffectiveConfiguration.of(other));
            assertThat(List.of(REGISTRY, CARBON, AXIS2, USERS))
                    .as(node)
                    .allSatisfy(file -> assertThat(home.text(file)).isEqualTo(other.text(file)));
        });
    }

    @Test
    void allElseInAnOwnFileStaysAsItIs() throws IOException {
        String own = shipped(CARBON).replace("<ItemsPerPage>15", "<!-- ours -->\r\n\t<ItemsPerPage>99");
        write("overlays/worker-2/" + CARBON, own);
        String generated = deployment.assemble().get("worker-1").text(CARBON);

        assertThat(deployment.assemble().get("worker-2").text(CARBON))
                .isEqualTo(generated
                        .replace("<ItemsPerPage>15", "<!-- ours -->\r\n\t<ItemsPerPage>99")
                        .replace("gw-1.internal", "gw-2.internal")
                        .replace("<Offset>0", "<Offset>1"));
        assertThat(deployment.warnings()).isEmpty();
    }

    @Test
    void aValueOfTheUsersOwnIsToldWithTheOneThatIsSet() throws IOException {
        Path own = write("overlays/gateway-worker/" + CARBON, shipped(CARBON).replace("<Offset>0", "<Offset>7"));

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("worker-2").value(CARBON, "/Server/Ports/Offset")).isEqualTo("1");
        assertThat(deployment.warnings())
                .containsExactly(own + ":" + line(own, "<Offset>")
                        + ":1: nodes.worker-1, nodes.worker-2: /Server/Ports/Offset is 7 here, and server-identity sets"
                        + " 0 on worker-1, 1 on worker-2; to keep yours, say so under edits, or list " + CARBON
                        + " under as-is");
    }

    @Test
    void passwordsDoNotShowInWhatIsTold() throws IOException {
        String users = shipped(USERS).replace("<UserName>admin", "<UserName>boss");
        Path own = write("overlays/all/" + USERS, users.replace("<Password>admin", "<Password>hidden-word"));

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("km").value(USERS, "//AdminUser/Password")).isEqualTo("admin&secret");
        assertThat(deployment.warnings())
                .containsExactly(
                        own + ":" + line(own, "<UserName>")
                                + ":1: nodes.worker-1, nodes.worker-2, nodes.km, nodes.store-1:"
                                + " /UserManager/Realm/Configuration/AdminUser/UserName is boss here, and user-store sets"
                                + " operator; to keep yours, say so under edits, or list " + USERS + " under as-is",
                        own + ":" + line(own, "<Password>")
                                + ":1: nodes.worker-1, nodes.worker-2, nodes.km, nodes.store-1:"
                                + " /UserManager/Realm/Configuration/AdminUser/Password is ******** here, and user-store"
                                + " sets ********; to keep yours, say so under edits, or list " + USERS
                                + " under as-is");
    }

    @Test
    void whatStandsBelowAReplacedElementIsToldToo() throws IOException {
        String mount = """
                <remoteInstance url="https://localhost"><id>gov</id><ours>kept?</ours></remoteInstance>
                """;
        Path own = write(
                "overlays/km/" + REGISTRY, shipped(REGISTRY).replace("</wso2registry>", mount + "</wso2registry>"));

        NodeHome km = deployment.assemble().get("km");

        assertThat(km.text(REGISTRY)).doesNotContain("kept?");
        assertThat(deployment.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        own + ":" + line(own, "<ours>") + ":1: nodes.km: /wso2registry/remoteInstance[id='gov']/ours is"
                                + " kept? here, and registry-mounts replaces what it stands in; to keep yours, ");
    }

    @Test
    void allThatAnOwnFileLacksIsToldAtOnceWithItsLines() throws IOException {
        Path carbon = write("overlays/worker-1/" + CARBON, "<Server>\n  <ServerKey>AM</ServerKey>\n</Server>\n");
        Path users = write(
                "overlays/worker-1/" + USERS, "<UserManager>\n <Realm>\n  <Configuration/></Realm></UserManager>");

        List<Problem> problems = problems();

        assertThat(problems).hasSize(4);
        assertThat(problems.get(0).toString())
                .startsWith(carbon + ":1:1: nodes.worker-1: /Server/Ports/Offset: there is no such element; ")
                .endsWith("; server-identity sets a value there; start from the file of the pack, or list yours under"
                        + " as-is, and nothing is set in it");
        assertThat(problems.subList(1, 4))
                .allSatisfy(problem -> assertThat(problem.toString())
                        .startsWith(users + ":3:1: nodes.worker-1: /UserManager/Realm/Configuration/"))
                .extracting(Problem::message)
                .satisfiesExactly(
                        message -> assertThat(message).contains("/Property[@name='dataSource']: "),
                        message -> assertThat(message).contains("/AdminUser/UserName: "),
                        message -> assertThat(message).contains("/AdminUser/Password: "));
    }

    @Test
    void anOwnFileThatCannotBeReadIsToldOnceForAllNodes() throws IOException {
        Path own = write("overlays/all/" + CARBON, "<Server>\n  <Ports>\n</Server>\n");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(own + ":3:1: nodes.worker-1, nodes.worker-2, nodes.km, nodes.store-1: ")
                .endsWith("; start from the file of the pack, or list yours under as-is, and nothing is set in it");
    }

    @Test
    void oneMistakeDoesNotHideTheOthers() throws IOException {
        Files.writeString(folder.resolve("mysql-connector-java-5.1.49.jar"), "no jar");
        Files.writeString(folder.resolve("broken.jar"), "no jar either");
        write("overlays/worker-2/" + AXIS2, "<axisconfig/>");
        deployment.with("nodes:\n", """
                libs: { gateway-worker: [ broken.jar ] }
                edits:
                  gateway-worker:
                    repository/conf/carbon.xml:
                      /Server/Ports/Ofset: 9
                      /Server/ItemPerPage: 9
                  km: { repository/conf/api-manager.xml: { /APIManager/None: 1 } }
                nodes:
                """);

        assertThat(problems())
                .filteredOn(problem -> problem.location().file().endsWith("deployment.yaml"))
                .extracting(problem -> problem.location().line() + " " + problem.path())
                .containsExactly(
                        "5 databases.driver",
                        "8 libs.gateway-worker[0]",
                        "12 edits.gateway-worker",
                        "13 edits.gateway-worker",
                        "14 edits.km");
        assertThat(problems())
                .filteredOn(problem -> problem.location().file().endsWith("worker-2/" + AXIS2))
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("transport"))
                .anyMatch(message -> message.contains("clustering"));
    }

    @Test
    void aFileThatStaysAsItIsIsToldOfValueByValue() throws IOException {
        deployment.with("admin: { credentials: apim-admin }\n", "");
        String bare = shipped(AXIS2)
                .replace("<axisconfig", "<!-- as it is --><axisconfig")
                .replaceAll("(?s)<parameter name=\"membershipScheme\">[^<]*</parameter>", "");
        Path own = write("overlays/gateway-worker/" + AXIS2, bare);
        deployment.with("nodes:\n", "as-is: { gateway-worker: [ " + AXIS2 + " ] }\nnodes:\n");

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("worker-1").text(AXIS2)).isEqualTo(bare);
        String clustering =
                "/axisconfig/clustering[@class='org.wso2.carbon.core.clustering.hazelcast.HazelcastClusteringAgent']/";
        String why = ", for the file is listed under as-is; clustering would have set ";
        assertThat(deployment.warnings())
                .filteredOn(warning -> warning.startsWith(own.toString()))
                .anyMatch(warning -> warning.contains(":1:1: nodes.worker-1, nodes.worker-2: " + clustering
                        + "parameter[@name='membershipScheme'] is not there" + why + "wka"))
                .anyMatch(warning -> warning.contains(
                        ": nodes.worker-1, nodes.worker-2: " + clustering + "@enable stays false" + why + "true"))
                .anyMatch(warning -> warning.contains(": " + clustering + "parameter[@name='localMemberHost'] stays")
                        && warning.endsWith("would have set 10.0.0.11 on worker-1, 10.0.0.12 on worker-2"));
    }

    @Test
    void passwordsOfAFileThatStaysAsItIsDoNotShow() throws IOException {
        Path own = write("overlays/store/" + USERS, shipped(USERS).replace("<Password>admin", "<Password>hidden-word"));
        deployment.with("nodes:\n", "as-is: { api-store: [ " + USERS + " ] }\nnodes:\n");

        assertThat(problems()).extracting(Problem::rule).containsOnly("M22");
        assertThat(deployment.warnings())
                .contains(own + ":" + line(own, "<Password>") + ":1: nodes.store-1:"
                        + " /UserManager/Realm/Configuration/AdminUser/Password stays ********, for the file is listed"
                        + " under as-is; user-store would have set ********")
                .noneMatch(warning -> warning.contains("hidden-word") || warning.contains("admin&secret"));
    }

    @Test
    void evenADamagedFileThatNobodyReadsMayStayAsItIs() throws IOException {
        String damaged = "<Server>";
        write("overlays/km/" + CARBON, damaged);
        deployment.with("nodes:\n", "as-is: { km: [ " + CARBON + " ] }\nnodes:\n");

        assertThat(problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("M40"))
                .asString()
                .startsWith(folder.resolve("overlays/km/" + CARBON) + ":1:1: nodes.km: ");
    }

    @Test
    void aFileThatNobodyBringsCannotStayAsItIs() throws IOException {
        write("overlays/store/" + CARBON, shipped(CARBON));
        deployment.with(
                "nodes:\n", "as-is: { all: [ " + CARBON + ", " + AXIS2 + " ], km: [ " + CARBON + " ] }\nnodes:\n");

        assertThat(problems())
                .extracting(Problem::path, Problem::message)
                .satisfiesExactly(
                        problem -> assertThat(problem.toList().get(0)).isEqualTo("as-is.all[1]"),
                        problem -> assertThat(problem.toList())
                                .containsExactly(
                                        "as-is.km[0]",
                                        "there is no " + CARBON + " of yours in overlays/ for these nodes, so nothing"
                                                + " can be left as it is; lay the file there, or remove it from the"
                                                + " list"));
    }

    @Test
    void anEditWinsOverWhatIsSetAndIsToldWithBothValues() throws IOException {
        deployment.with("nodes:\n", """
                edits:
                  all: { repository/conf/user-mgt.xml: { //AdminUser/Password: hidden-word } }
                  gateway-worker: { repository/conf/carbon.xml: { /Server/Ports/Offset: 7, /Server/ItemsPerPage: 9 } }
                  worker-2:
                    repository/conf/carbon.xml: { /Server/Ports/Offset: 8 }
                nodes:
                """);

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("worker-1").value(CARBON, "/Server/Ports/Offset")).isEqualTo("7");
        assertThat(homes.get("worker-2").value(CARBON, "/Server/Ports/Offset")).isEqualTo("8");
        assertThat(deployment.warnings())
                .extracting(warning -> warning.replaceFirst("^.*deployment\\.yaml:", ""))
                .containsExactly(
                        "9:64: edits.all: " + USERS + ": /UserManager/Realm/Configuration/AdminUser/Password: ********"
                                + " wins over ********, which user-store has set (worker-1, worker-2, km, store-1)",
                        "10:73: edits.gateway-worker: " + CARBON + ": /Server/Ports/Offset: 7 wins over 0, which"
                                + " server-identity has set (worker-1)",
                        "12:57: edits.worker-2: " + CARBON + ": /Server/Ports/Offset: 8 wins over 1, which"
                                + " server-identity has set (worker-2)");
    }

    @Test
    void anEditKeepsAValueOfAnOwnFileAndIsTheOnlyOneThatIsToldOf() throws IOException {
        write("overlays/km/" + CARBON, shipped(CARBON).replace("<Offset>0", "<Offset>7"));
        deployment.with("nodes:\n", "edits: { km: { " + CARBON + ": { /Server/Ports/Offset: 7 } } }\nnodes:\n");

        assertThat(deployment.assemble().get("km").value(CARBON, "/Server/Ports/Offset"))
                .isEqualTo("7");
        assertThat(deployment.warnings())
                .singleElement()
                .asString()
                .contains("edits.km: " + CARBON + ": /Server/Ports/Offset: 7 wins over 0");
    }

    @Test
    void anEditThatAnOwnFileHasNoPlaceForIsToldWithTheLineOfThatFile() throws IOException {
        String own = shipped(CARBON);
        Path file = write("overlays/km/" + CARBON, own);
        deployment.with("nodes:\n", "edits: { km: { " + CARBON + ": { /Server/Security/Ours: x } } }\nnodes:\n");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains(": edits.km: " + file + ":" + line(file, "<Security>")
                        + ": /Server/Security/Ours: there is no");
    }

    @Test
    void aWholeFileOfTheUsersStaysAndIsToldOf() throws IOException {
        Path own = write("overlays/km/" + LAUNCHER, "#!/bin/sh\nexec ours\n");
        Path jar = folder.resolve("mysql-connector-java-5.1.49.jar");
        Path same = folder.resolve("overlays/km/repository/components/lib/mysql-connector-java-5.1.49.jar");
        Files.createDirectories(same.getParent());
        Files.copy(jar, same);

        NodeHome km = deployment.assemble().get("km");

        assertThat(km.text(LAUNCHER)).isEqualTo("#!/bin/sh\nexec ours\n");
        assertThat(km.mode(LAUNCHER)).isEqualTo(0755);
        assertThat(deployment.warnings())
                .containsExactly(
                        own + ":1:1: nodes.km: stays as you brought it; launcher would have written " + LAUNCHER);
    }

    @Test
    void filesForAllNodesGoWithAnApplicationThatARoleDoesNotServe() throws IOException {
        write("overlays/all/" + STORE + "site/themes/ours.css", "ours");
        write("overlays/worker-2/" + STORE + "site/themes/mine.css", "mine");

        Map<String, NodeHome> homes = deployment.assemble();

        assertThat(homes.get("store-1").text(STORE + "site/themes/ours.css")).isEqualTo("ours");
        assertThat(homes.get("worker-1").paths()).noneMatch(path -> path.contains("jaggeryapps/store"));
        assertThat(homes.get("worker-2").paths())
                .filteredOn(path -> path.startsWith(STORE) && path.contains("."))
                .containsExactly(STORE + "site/themes/mine.css");
    }

    @Test
    void aRulePointsToTheLineOfTheOwnFileThatBreaksIt() throws IOException {
        Path own = write("overlays/worker-2/" + CARBON, shipped(CARBON));
        deployment
                .with("gw-2.internal,  address: 10.0.0.12", "gw-1.internal,  address: 10.0.0.11")
                .with("nodes:\n", "as-is: { worker-2: [ " + CARBON + " ] }\nnodes:\n");

        assertThat(problems())
                .filteredOn(problem -> problem.rule().equals("M38"))
                .singleElement()
                .asString()
                .startsWith(own + ":" + line(own, "<Offset>") + ":1: nodes.worker-2: " + CARBON
                        + ": /Server/Ports/Offset: ");
    }

    @Test
    void thePlanSaysWhoHadAHandInAFileInTheirOrder() throws IOException {
        write("overlays/gateway-worker/" + CARBON, shipped(CARBON));
        deployment.with("nodes:\n", "edits: { worker-1: { " + CARBON + ": { /Server/ItemsPerPage: 9 } } }\nnodes:\n");

        Map<String, List<String>> overlays = new TreeMap<>();
        deployment
                .run(new NodeSelection(List.of(), List.of("worker-1")), 1)
                .get(0)
                .plan()
                .changes()
                .forEach(change -> overlays.put(change.path(), change.overlays()));

        assertThat(overlays.get(CARBON))
                .containsExactly(
                        "user-files (overlays/gateway-worker)", "server-identity", "user-edits (edits.worker-1)");
    }

    private List<Problem> problems() {
        DeploymentException[] thrown = new DeploymentException[1];
        assertThatThrownBy(deployment::assemble)
                .isInstanceOfSatisfying(DeploymentException.class, problem -> thrown[0] = problem);
        assertThat(deployment.output()).doesNotExist();
        return thrown[0].problems();
    }

    private static int line(Path file, String text) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(file + " does not hold " + text);
    }

    private static String shipped(String path) throws IOException {
        return shipped(TestPacks.SMALL, path);
    }

    private static String shipped(TestPacks pack, String path) throws IOException {
        try (ZipFile zip = new ZipFile(pack.zip().toFile())) {
            byte[] bytes = zip.getInputStream(zip.getEntry(SmallPack.NAME + "/" + path))
                    .readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
