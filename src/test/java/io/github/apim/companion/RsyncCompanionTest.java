package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Command;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SshServer;
import io.github.apim.testing.SurroundedDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What copies APIs to the workers, with a real rsync and a real SSH server. */
class RsyncCompanionTest {

    private static final String APIS = "repository/deployment/server/synapse-configs/";

    /** On the manager's machine there is a worker, too. */
    private static final String NODES = """
            nodes:
              manager: { role: gateway-manager, host: gw-mgt.internal, address: 127.0.0.1 }
              near:    { role: gateway-worker,  host: gw-1.internal,   address: 127.0.0.1, offset: 1 }
              far:     { role: gateway-worker,  host: gw-2.internal,   address: 127.0.0.2 }
              km:      { role: key-manager,     host: km.internal }
            """;

    /** The same on machines that call each other over a network, which alone has a firewall. */
    private static final String NETWORK = NODES.replace("127.0.0.", "10.0.0.");

    @TempDir
    Path folder;

    private TestDeployment deployment(String synchronizer) throws IOException {
        return deployment(synchronizer, NODES);
    }

    private TestDeployment deployment(String synchronizer, String nodes) throws IOException {
        return SurroundedDeployment.in(folder)
                .saying("""
                        packs: { api-manager: wso2am-1.9.0.zip }
                        databases: { url: "jdbc:mysql://10.0.0.20:3306", driver: mysql.jar, credentials: apim-db }
                        shipping: { user: USER, directory: DIRECTORY }
                        """.replace("USER", System.getProperty("user.name"))
                                .replace("DIRECTORY", machines().toString())
                        + "deployment-synchronizer: " + synchronizer + "\n" + nodes);
    }

    private Path machines() {
        return folder.resolve("opt");
    }

    private Path apis(String node) {
        return machines().resolve(node + "/current/" + APIS);
    }

    private Path written(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A manager with an API, and workers that have what the manager no longer has. */
    private void installed() throws IOException {
        written(apis("manager").resolve("default/api/weather.xml"), "<api name='weather'/>");
        written(machines().resolve("manager/current/repository/tenants/1/synapse-configs/default/api/t.xml"), "<api/>");
        written(machines().resolve("manager/current/repository/tenants/1/webapps/own.war"), "own");
        for (String worker : List.of("near", "far")) {
            written(apis(worker).resolve("default/api/withdrawn.xml"), "<api name='withdrawn'/>");
            Files.createDirectories(machines().resolve(worker + "/current/repository/tenants"));
        }
    }

    private static Set<String> files(Path below) throws IOException {
        try (var paths = Files.walk(below)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> below.relativize(path).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Command.Result sync(SshServer server, Path key, String... words) throws Exception {
        Path script = CompanionFiles.of(
                        deployment("{ type: rsync, port: " + server.port() + ", key: " + key + ", interval: 30 }"))
                .script("rsync/sync-artifacts.sh", folder);
        Path known = Files.writeString(folder.resolve("known_hosts"), server.knownHost());
        List<String> command = new java.util.ArrayList<>(List.of(Need.SH.path().toString(), script.toString()));
        command.addAll(List.of(words));
        return new Command(folder, Duration.ofMinutes(1))
                .with("SSH_OPTIONS", "-o UserKnownHostsFile=" + known)
                .run(command);
    }

    @Test
    @Needs({Need.RSYNC, Need.SSH, Need.SSHD, Need.SSH_KEYGEN, Need.SH, Need.FLOCK})
    void workersGetWhatTheManagerHasAndLoseWhatItHasNot() throws Exception {
        installed();
        Path key = SshServer.newKey(folder.resolve("key"), "ed25519", "");
        try (SshServer server = SshServer.start(folder.resolve("sshd"), "127.0.0.2", Path.of(key + ".pub"))) {
            Command.Result dry = sync(server, key, "--dry-run");
            assertThat(dry.code()).as(dry.err()).isZero();
            assertThat(dry.out()).contains("default/api/weather.xml", "deleting");
            assertThat(files(apis("far"))).containsExactly("default/api/withdrawn.xml");

            Command.Result result = sync(server, key);

            assertThat(result.code()).as(result.err()).isZero();
            for (String worker : List.of("near", "far")) {
                assertThat(files(apis(worker))).containsExactly("default/api/weather.xml");
                assertThat(files(machines().resolve(worker + "/current/repository/tenants")))
                        .containsExactly("1/synapse-configs/default/api/t.xml");
            }
            assertThat(sync(server, key).out()).isEmpty();
        }
    }

    @Test
    @Needs({Need.RSYNC, Need.SSH, Need.SSHD, Need.SSH_KEYGEN, Need.SH, Need.FLOCK})
    void aWorkerThatIsAwayDoesNotKeepTheOthersFromTheirApis() throws Exception {
        installed();
        Path key = SshServer.newKey(folder.resolve("key"), "ed25519", "");
        SshServer server = SshServer.start(folder.resolve("sshd"), "127.0.0.2", Path.of(key + ".pub"));
        server.stop();

        Command.Result result = sync(server, key);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("manager: far has not got all APIs");
        assertThat(files(apis("near"))).containsExactly("default/api/weather.xml");
    }

    @Test
    @Needs({Need.RSYNC, Need.SSH, Need.SSHD, Need.SSH_KEYGEN, Need.SH, Need.FLOCK})
    void aManagerThatIsNotInstalledEmptiesNobody() throws Exception {
        written(apis("near").resolve("default/api/weather.xml"), "<api/>");
        Path key = SshServer.newKey(folder.resolve("key"), "ed25519", "");
        try (SshServer server = SshServer.start(folder.resolve("sshd"), "127.0.0.2", Path.of(key + ".pub"))) {
            Command.Result result = sync(server, key);

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("there are no APIs in ", "is the node installed?");
        }
        assertThat(files(apis("near"))).containsExactly("default/api/weather.xml");
    }

    @Test
    @Needs(Need.SHELLCHECK)
    void theScriptSatisfiesShellcheck() throws Exception {
        Path script = CompanionFiles.of(deployment("{ type: rsync }")).script("rsync/sync-artifacts.sh", folder);

        assertThat(new Command(folder, Duration.ofMinutes(1))
                        .run(List.of(Need.SHELLCHECK.path().toString(), script.toString())))
                .isEqualTo(new Command.Result(0, "", ""));
    }

    @Test
    void eachEnvironmentHasAnOriginOfItsOwnAndWhoStandsByGetsCopies() throws IOException {
        String environments = """
                { type: rsync }
                gateway-environments:
                  - { name: One, gateways: [ manager, reserve, near ] }
                  - { name: Two, gateways: [ other, far ] }
                """;
        String nodes = NETWORK + """
                reserve: { role: gateway-manager, host: gw-3.internal, address: 10.0.0.3, stand-by: true }
                other:   { role: gateway-manager, host: gw-4.internal, address: 10.0.0.4 }
                """.indent(2);

        CompanionFiles files = CompanionFiles.of(deployment(environments, nodes));

        assertThat(files.text("rsync/manager/sync-artifacts.sh"))
                .contains("NODE=manager\n", "near /", "@10.0.0.3:/")
                .doesNotContain("far ");
        assertThat(files.text("rsync/other/sync-artifacts.sh"))
                .contains("NODE=other\n", "@10.0.0.2:/")
                .doesNotContain("near ", "reserve ");
        assertThat(files.text("start-order.md"))
                .contains("`rsync/manager/apim-sync.service`", "`rsync/other/apim-sync.service`");
    }

    @Test
    void theTimerRunsItAsTheNodesUserAndAllThatSurroundsTheNodesKnows() throws IOException {
        CompanionFiles files = CompanionFiles.of(deployment("{ type: rsync, user: sync, interval: 30 }", NETWORK));

        assertThat(files.text("rsync/apim-sync.service"))
                .contains(
                        "\nUser=" + System.getProperty("user.name") + "\n",
                        "\nExecStart=" + machines() + "/sync-artifacts.sh\n",
                        " on 10.0.0.1, and ");
        assertThat(files.text("rsync/apim-sync.timer"))
                .contains("\nOnUnitInactiveSec=30\n")
                .doesNotContain("@");
        assertThat(files.text("rsync/sync-artifacts.sh"))
                .contains("\nOTHERS='near " + machines() + "/near/current\nfar sync@10.0.0.2:" + machines()
                        + "/far/current");
        assertThat(files.text("firewall.md")).contains("| 22 | 10.0.0.1 | artifacts |");
        assertThat(files.text("prerequisites/10.0.0.2/install.sh")).contains("\nPROGRAMS=rsync:rsync\n");
        assertThat(files.text("start-order.md")).contains("systemctl enable --now apim-sync.timer");
        assertThat(files.paths()).noneMatch(path -> path.startsWith("svn/"));
    }

    @Test
    void policiesAreCopiedFromTheTrafficManagerThatGetsThemByTheLoginOfShipping() throws IOException {
        String head = "packs: { api-manager: wso2am-2.6.0.zip }\n"
                + "databases: { url: 'jdbc:mysql://10.0.0.20:3306', driver: mysql.jar, credentials: apim-db }\n"
                + "shipping: { user: ops, port: 2022, directory: /srv/wso2 }\n"
                + "throttling: { policies: second, synchronize-policies: rsync }\n";
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder).saying(head + """
                nodes:
                  first:  { role: traffic-manager, host: tm-1.internal, address: 10.0.0.1 }
                  second: { role: traffic-manager, host: tm-2.internal, address: 10.0.0.2 }
                  near:   { role: traffic-manager, host: tm-3.internal, address: 10.0.0.2, offset: 1 }
                  pub:    { role: publisher, host: pub.internal, address: 10.0.0.3 }
                """));

        assertThat(files.text("rsync/sync-policies.sh"))
                .contains(
                        "\nNODE=second\n",
                        "\nSOURCE=/srv/wso2/second/current\n",
                        "\nOTHERS='first ops@10.0.0.1:/srv/wso2/first/current\nnear /srv/wso2/near/current'\n",
                        "\nSSH_PORT=2022\n",
                        "\nfiles=repository/deployment/server/executionplans\n");
        assertThat(files.text("rsync/apim-sync-policies.timer")).contains("\nOnUnitInactiveSec=60\n");
        assertThat(files.text("firewall.md")).contains("| 2022 | 10.0.0.2 |");
        assertThat(files.text("prerequisites/10.0.0.1/install.sh")).contains("\nPROGRAMS=rsync:rsync\n");
        assertThat(files.text("start-order.md")).contains("systemctl enable --now apim-sync-policies.timer");
        assertThat(files.paths()).doesNotContain("rsync/sync-artifacts.sh");
    }

    @Test
    @Needs({Need.RSYNC, Need.SH, Need.FLOCK, Need.SHELLCHECK})
    void policiesOfTheOneAreThoseOfTheOthers() throws Exception {
        String plans = "current/repository/deployment/server/executionplans/";
        Path from = written(machines().resolve("first/" + plans + "gold.siddhiql"), "gold");
        written(machines().resolve("second/" + plans + "withdrawn.siddhiql"), "old");
        Path script = CompanionFiles.of(SurroundedDeployment.in(folder)
                        .saying("packs: { api-manager: wso2am-2.6.0.zip }\n"
                                + "databases: { url: 'jdbc:mysql://10.0.0.20:3306', driver: mysql.jar,"
                                + " credentials: apim-db }\n"
                                + "shipping: { user: ops, directory: " + machines() + " }\n"
                                + "throttling: { synchronize-policies: rsync }\n" + """
                        nodes:
                          first:  { role: traffic-manager, host: tm.internal, address: 10.0.0.1 }
                          second: { role: traffic-manager, host: tm.internal, address: 10.0.0.1, offset: 1 }
                          pub:    { role: publisher, host: pub.internal, address: 10.0.0.3 }
                        """))
                .script("rsync/sync-policies.sh", folder);

        Command.Result result = new Command(folder, Duration.ofMinutes(1))
                .run(List.of(Need.SH.path().toString(), script.toString()));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(files(machines().resolve("second/" + plans)))
                .containsExactly(from.getFileName().toString());
        assertThat(new Command(folder, Duration.ofMinutes(1))
                        .run(List.of(Need.SHELLCHECK.path().toString(), script.toString())))
                .isEqualTo(new Command.Result(0, "", ""));
    }

    @Test
    void aSharedDirectoryIsAskedForOnTheGatewaysMachines() throws IOException {
        CompanionFiles files =
                CompanionFiles.of(deployment("{ type: shared-directory, directory: /mnt/apim, server: nfs.internal }"));

        assertThat(files.text("start-order.md")).contains("## 2. The shared directory\n\n`/mnt/apim`, mounted on");
        assertThat(files.text("prerequisites/127.0.0.2/check.sh")).contains("\nSHARED_DIRECTORY=/mnt/apim\n");
        assertThat(files.text("prerequisites/km.internal/check.sh")).contains("\nSHARED_DIRECTORY=''\n");
        assertThat(files.text("firewall.md"))
                .contains("## nfs.internal\n", "| 2049 | 127.0.0.1, 127.0.0.2 | artifacts |");
        assertThat(files.text("hosts/merged")).contains("nfs.internal");
        assertThat(files.paths()).noneMatch(path -> path.startsWith("svn/") || path.startsWith("rsync/"));
    }
}
