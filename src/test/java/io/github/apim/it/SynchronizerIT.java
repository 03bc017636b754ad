package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.companion.DeploymentFolder;
import io.github.apim.companion.Surroundings;
import io.github.apim.testing.Command;
import io.github.apim.testing.Command.Result;
import io.github.apim.testing.FreePorts;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script makes a repository, a real svnserve serves it, and what the manager commits arrives at a worker. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Needs({Need.SVN, Need.SVNADMIN})
class SynchronizerIT {

    private static final String CARBON = "repository/conf/carbon.xml";
    private static final String PASSWORD = "svn]]>secret";

    @TempDir
    Path folder;

    private Command command;
    private Process svnserve;
    private Path root;

    @BeforeEach
    void start() {
        command = new Command(folder, Duration.ofSeconds(60)).with("LC_ALL", "C.UTF-8");
        root = folder.resolve("srv svn");
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (svnserve != null) {
            svnserve.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    @Needs(Need.SVNSERVE)
    void whatTheManagerCommitsAWorkerChecksOut() throws Exception {
        int port = FreePorts.next();
        TestDeployment deployment = deployment("svn://127.0.0.1:" + port + "/repos/gateway");
        Path script = script(deployment);
        command.with("SVN_PASSWORD", PASSWORD);
        Result made = run(script);
        assertThat(made.code()).as("%s", made).isZero();
        serve(port);
        Map<String, NodeHome> homes =
                deployment.assemble(new NodeSelection(List.of("gateway-manager", "gateway-worker"), List.of()));

        Path manager = folder.resolve("manager");
        assertThat(svn(homes.get("manager"), "checkout", "-q", url(homes.get("manager")), manager.toString())
                        .code())
                .isZero();
        Path api = manager.resolve("synapse-configs/default/api/weather.xml");
        Files.createDirectories(api.getParent());
        Files.writeString(api, "<api name=\"weather\"/>");
        assertThat(svn(
                                homes.get("manager"),
                                "add",
                                "-q",
                                manager.resolve("synapse-configs").toString())
                        .code())
                .isZero();
        Result commit = svn(homes.get("manager"), "commit", "-q", "-m", "an API", manager.toString());
        assertThat(commit.code()).as("%s", commit).isZero();

        Path worker = folder.resolve("worker");
        assertThat(svn(homes.get("worker"), "checkout", "-q", url(homes.get("worker")), worker.toString())
                        .code())
                .isZero();
        assertThat(worker.resolve("synapse-configs/default/api/weather.xml")).hasContent("<api name=\"weather\"/>");

        // nobody else gets in
        assertThat(command.run(List.of(Need.SVN.path().toString(), "ls", "--non-interactive", url(homes.get("worker"))))
                        .code())
                .isNotZero();
    }

    @Test
    void aSecondRunChangesNothingAndANewPasswordOnlyThePassword() throws Exception {
        Path script = script(deployment("svn://127.0.0.1/repos/gateway"));
        Path passwords = root.resolve("repos/gateway/conf/passwd");
        command.with("SVN_PASSWORD", PASSWORD);
        Result first = run(script);
        assertThat(first.out()).contains("made " + root, "wrote " + passwords, "made the folder -1234");
        assertThat(first.out() + first.err()).doesNotContain(PASSWORD);
        assertThat(Files.readAllLines(passwords)).containsExactly("[users]", "svnuser = " + PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords)))
                .isEqualTo("rw-------");

        command.with("SVN_PASSWORD", "");
        assertThat(run(script))
                .isEqualTo(new Result(
                        0, "there is a repository in " + root + "/repos/gateway\nthere is a folder -1234\n", ""));

        Files.writeString(passwords, "[users]\nsvnuser = " + PASSWORD + "\nadmin = other\n");
        command.with("SVN_PASSWORD", "new one");
        assertThat(run(script).out())
                .contains("wrote " + passwords + "\n")
                .doesNotContain("wrote " + root + "/repos/gateway/conf/authz");
        assertThat(Files.readAllLines(passwords)).containsExactly("[users]", "admin = other", "svnuser = new one");
        assertThat(Files.readAllLines(root.resolve("repos/gateway/conf/authz")))
                .containsExactly("[/]", "svnuser = rw", "* =");
        assertThat(run(script).out()).doesNotContain("wrote");
    }

    @Test
    @Needs(Need.HTPASSWD)
    void behindAWebServerThePasswordIsHashed() throws Exception {
        Path script = script(deployment("http://svn.internal/repos/gateway"));
        command.with("SVN_PASSWORD", PASSWORD);

        Result made = run(script);
        assertThat(made.code()).as("%s", made).isZero();
        Path passwords = root.resolve("repos/gateway/conf/htpasswd");
        String hashed = Files.readString(passwords);
        assertThat(hashed).startsWith("svnuser:$2y$").doesNotContain(PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords)))
                .isEqualTo("rw-------");
        assertThat(run(script).out()).doesNotContain("wrote");
        assertThat(passwords).hasContent(hashed);
        assertThat(folder.resolve("deployment/svn/apache.conf"))
                .content()
                .contains("<Location \"/repos/gateway\">", "SVNPath \"/srv/svn/repos/gateway\"");
    }

    @Test
    void itSaysWhatItLacksAndLeavesWhatIsNotARepositoryAlone() throws Exception {
        Path script = script(deployment("svn://127.0.0.1/repos/gateway"));

        Result asked = run(script);
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err())
                .isEqualTo("svn://127.0.0.1/repos/gateway: the password of svnuser is not known: set SVN_PASSWORD\n");
        assertThat(root).doesNotExist();

        command.with("SVN_PASSWORD", PASSWORD);
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("repos/gateway"));
        Files.writeString(other.resolve("repos/gateway/file"), "mine");
        Result inTheWay = command.run(List.of(script.toString(), other.toString()));
        assertThat(inTheWay.code()).isEqualTo(1);
        assertThat(inTheWay.err()).contains("is there, but it is no repository");
        assertThat(command.run(List.of(script.toString(), "a", "b")).code()).isEqualTo(2);
    }

    private TestDeployment deployment(String url) throws IOException {
        return TestDeployment.in(folder, TestPacks.SMALL.zip(), """
                packs: { api-manager: "PACK" }
                databases:
                  url: jdbc:mysql://10.0.0.20:3306
                  driver: mysql-connector-java-5.1.49.jar
                  credentials: apim-db
                deployment-synchronizer:
                  url: %s
                  credentials: apim-svn
                  client: [ svnkit-1.3.9.wso2v2.jar, trilead-ssh2-1.0.0-build215.jar ]
                nodes:
                  manager: { role: gateway-manager, host: m.internal, address: 10.0.0.10 }
                  worker:  { role: gateway-worker,  host: w.internal, address: 10.0.0.10, offset: 1 }
                  keys:    { role: key-manager,     host: k.internal, address: 10.0.0.12 }
                """.formatted(url));
    }

    private Path script(TestDeployment deployment) throws IOException {
        DeploymentFolder.write(folder, Surroundings.of(deployment), () -> {});
        return folder.resolve("deployment/svn/create-repository.sh");
    }

    private Result run(Path script) throws Exception {
        return command.run(List.of(script.toString(), root.toString()));
    }

    private void serve(int port) throws Exception {
        svnserve = new ProcessBuilder(
                        Need.SVNSERVE.path().toString(),
                        "--daemon",
                        "--foreground",
                        "--root",
                        root.toString(),
                        "--listen-host",
                        "127.0.0.1",
                        "--listen-port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("svnserve.log").toFile())
                .start();
        for (int i = 0; i < 300; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException refused) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new AssertionError("svnserve said " + Files.readString(folder.resolve("svnserve.log")));
    }

    /** Where a node works: the URL in its file and the tenant's number behind it, as the file asks for. */
    private static String url(NodeHome home) throws IOException {
        assertThat(home.value(CARBON, "//*[name()='SvnUrlAppendTenantId']")).isEqualTo("true");
        return home.value(CARBON, "//*[name()='SvnUrl']") + "/-1234";
    }

    /** Subversion with the user and the password that stand in the node's file. */
    private Result svn(NodeHome home, String... words) throws Exception {
        List<String> call = new ArrayList<>(List.of(Need.SVN.path().toString()));
        call.addAll(List.of(words));
        call.addAll(List.of(
                "--non-interactive",
                "--no-auth-cache",
                "--username",
                home.value(CARBON, "//*[name()='SvnUser']"),
                "--password",
                home.value(CARBON, "//*[name()='SvnPassword']")));
        return command.run(call);
    }
}
