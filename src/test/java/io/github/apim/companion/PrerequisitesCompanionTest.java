package io.github.apim.companion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.testing.Command;
import io.github.apim.testing.Command.Result;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.SurroundedDeployment;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the scripts: as they are where they change nothing, else on an /etc of their own among stand-ins of programs. */
@Needs(Need.SH)
class PrerequisitesCompanionTest {

    private static final List<String> STAND_INS =
            List.of("apt-get", "apt-cache", "dnf", "useradd", "chown", "sysctl", "systemctl", "timedatectl", "id");

    /** All that the scripts may use without looking whether it is there. */
    private static final List<String> TOOLS =
            List.of("sh", "cat", "dirname", "env", "grep", "mkdir", "mv", "sed", "tr");

    @TempDir
    Path folder;

    private Command command;
    private Path calls;
    private Path programs;

    @BeforeEach
    void prepare() throws IOException {
        command = new Command(folder, Duration.ofSeconds(60));
        calls = folder.resolve("calls.txt");
        programs = Files.createDirectory(folder.resolve("programs"));
        Files.createDirectory(folder.resolve("etc"));
    }

    @Test
    void aMachinesScriptsKnowItsNodes() throws IOException {
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder));

        assertThat(files.text("prerequisites/10.0.0.10/install.sh"))
                .contains(
                        "\nMACHINE=10.0.0.10\n",
                        "\nRUN_AS=ubuntu\n",
                        "\nDIRECTORY=/opt/apim\n",
                        "\nPROGRAMS=svn:subversion\n",
                        "\nJAVA_OF_NODES=\"gateway-manager:6,7: mq-1:any:/opt/jdk-11\"\n",
                        "\nRESERVED_PORTS=\"10500,11111,61613-61614,61616\"\n");
        assertThat(files.text("prerequisites/10.0.0.15/check.sh"))
                .contains(
                        "\nPROGRAMS=''\n",
                        "\nRESERVED_PORTS=\"10000-10001,10501-10502,11112-11113\"\n",
                        " km.example.com=10.0.0.5 pub.example.com=10.0.0.5 store.example.com=10.0.0.5 ",
                        " db.internal= svn.internal=\"");
        assertThat(CompanionFiles.of(SurroundedDeployment.in(folder)
                                .with("shipping: { user: ubuntu, directory: /opt/apim }\n", ""))
                        .text("prerequisites/10.0.0.15/install.sh"))
                .contains("\nRUN_AS=wso2\n", "\nDIRECTORY=/opt/wso2\n");
    }

    /** On the very system that the test runs on: Debian, in continuous integration. */
    @Test
    void aDryRunAndACheckChangeNothing() throws Exception {
        Path java = java("jdk7", "1.7.0_80");
        CompanionFiles files = CompanionFiles.of(SurroundedDeployment.in(folder)
                .with("/opt/apim", folder + "/homes")
                .with("user: ubuntu", "user: nobody-of-this-name")
                .with("address: 10.0.0.13", "address: 10.0.0.13, jvm: { home: " + java + " }"));

        Result check = command.run(
                List.of(files.script("prerequisites/10.0.0.13/check.sh", folder).toString()));
        assertThat(check.code()).as("%s", check).isEqualTo(1);
        assertThat(check.err()).isEmpty();
        assertThat(check.out())
                .startsWith("10.0.0.13\nok       key-manager-1: Java 6 or 7 in " + java + "\n")
                .contains(
                        "MISSING  user nobody-of-this-name\n",
                        "MISSING  folder " + folder + "/homes\n",
                        "MISSING  limits of nobody-of-this-name in /etc/security/limits.d/90-apim.conf\n",
                        "MISSING  km.example.com must lead to 10.0.0.5, but leads to nowhere\n",
                        "MISSING  db.internal leads nowhere\n");

        if (Files.exists(Path.of("/etc/debian_version"))) {
            Result dry = command.run(List.of(
                    files.script("prerequisites/10.0.0.13/install.sh", folder).toString(), "--dry-run"));
            assertThat(dry.code()).as("%s", dry).isZero();
            assertThat(dry.err()).isEmpty();
            assertThat(dry.out())
                    .contains(
                            "10.0.0.13: key-manager-1: Java 6 or 7 is in " + java + "\n",
                            "10.0.0.13: would run: useradd --system --user-group --no-create-home --home-dir " + folder
                                    + "/homes --shell /bin/sh nobody-of-this-name\n",
                            "10.0.0.13: would write /etc/security/limits.d/90-apim.conf:\n",
                            "    nobody-of-this-name soft nofile 4096\n",
                            "    net.ipv4.ip_local_reserved_ports = 10500,11111\n")
                    .endsWith("10.0.0.13: ready\n");
        }
        assertThat(folder.resolve("homes")).doesNotExist();
        assertThat(Path.of("/etc/security/limits.d/90-apim.conf")).doesNotExist();
        assertThat(Path.of("/etc/sysctl.d/90-apim.conf")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "ID=debian, apt-get install -q -y --no-install-recommends, chrony",
        "ID=ubuntu, apt-get install -q -y --no-install-recommends, chrony",
        "'ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"', dnf -q -y install, chronyd",
        "'ID=mint\nID_LIKE=ubuntu', apt-get install -q -y --no-install-recommends, chrony"
    })
    void aMachineIsPreparedOnceAndASecondRunChangesNothing(String system, String install, String time)
            throws Exception {
        Path java = java("jdk7", "1.7.0_80");
        Path script = onItsOwn(
                system,
                SurroundedDeployment.in(folder)
                        .with("address: 10.0.0.11", "address: 10.0.0.11, jvm: { home: " + java + " }"));

        Result first = run(script);
        assertThat(first.code()).as("%s", first).isZero();
        assertThat(Files.readString(calls))
                .contains(
                        install + " subversion\n",
                        "useradd --system --user-group --no-create-home --home-dir " + folder
                                + "/homes --shell /bin/sh ubuntu\n",
                        "chown ubuntu: " + folder + "/homes\n",
                        "sysctl -q -e -p " + folder + "/etc/sysctl.d/90-apim.conf\n",
                        install + " chrony\n",
                        "systemctl enable --now " + time + "\n");
        assertThat(folder.resolve("homes")).isDirectory();
        assertThat(folder.resolve("etc/security/limits.d/90-apim.conf"))
                .content()
                .contains("\nubuntu hard nofile 65535\n");
        assertThat(folder.resolve("etc/sysctl.d/90-apim.conf"))
                .content()
                .contains("\nnet.ipv4.ip_local_port_range = 10000 65535\n");

        Files.delete(calls);
        Files.writeString(folder.resolve("ready"), "");
        Result second = run(script);
        assertThat(second.code()).as("%s", second).isZero();
        assertThat(second.out())
                .contains(
                        "subversion is installed",
                        "there is a user ubuntu",
                        "there is a folder " + folder + "/homes",
                        "limits.d/90-apim.conf is as it should be",
                        "sysctl.d/90-apim.conf is as it should be",
                        "a time service runs");
        assertThat(calls).doesNotExist();
    }

    @Test
    void withoutAFittingJavaItStopsBeforeItChangesAnything() throws Exception {
        Path tooNew = java("jdk8", "1.8.0_402");
        Path script = onItsOwn(
                "ID=debian",
                SurroundedDeployment.in(folder)
                        .with("address: 10.0.0.11", "address: 10.0.0.11, jvm: { home: " + tooNew + " }"));

        Result stopped = run(script);
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.err())
                .isEqualTo("10.0.0.11: gateway-worker-1 runs on Java 6 or 7, but " + tooNew
                        + " is Java 8; unpack a JDK there, or mend jvm.home in the descriptor\n");
        assertThat(calls).doesNotExist();

        Result dry = run(script, "--dry-run");
        assertThat(dry.code()).isEqualTo(1);
        assertThat(dry.out()).contains("would run: useradd");
        assertThat(dry.err()).endsWith("10.0.0.11: a real run would stop, see above\n");
    }

    @Test
    void aPackageOfAFittingJavaIsInstalled() throws Exception {
        Path script = onItsOwn("ID=rhel", SurroundedDeployment.in(folder));
        Files.writeString(folder.resolve("packages"), "java-1.7.0-openjdk-devel");

        assertThat(run(script).code()).isZero();
        assertThat(Files.readString(calls)).contains("dnf -q -y install java-1.7.0-openjdk-devel\n");
    }

    @Test
    void otherSystemsAndOtherWordsAreRefused() throws Exception {
        Path script = onItsOwn("ID=gentoo", SurroundedDeployment.in(folder));

        assertThat(run(script).err()).contains("neither Debian or Ubuntu nor of the family of RHEL");
        assertThat(run(script, "--help").code()).isEqualTo(2);
    }

    /** The script for the machine of the first worker, with an /etc of the test's and stand-ins for programs. */
    private Path onItsOwn(String system, TestDeployment deployment) throws IOException {
        Path script = CompanionFiles.of(deployment.with("/opt/apim", folder + "/homes"))
                .script("prerequisites/10.0.0.11/install.sh", folder);
        String text = Files.readString(script)
                .replace("/etc/", folder + "/etc/")
                .replace("/usr/lib/jvm/*", folder + "/jvm/*")
                .replace("/proc/[0-9]*", folder + "/proc/*");
        Files.writeString(script, text);
        Files.writeString(folder.resolve("etc/os-release"), "NAME=\"Some System\"\n" + system + "\n");
        for (String name : STAND_INS) {
            standIn(name);
        }
        for (String name : TOOLS) {
            program(name, "exec " + Need.SH.path().resolveSibling(name) + " \"$@\"");
        }
        command.with("PATH", programs.toString());
        return script;
    }

    /** Writes down how it was called, and finds what it is asked for once the test says that all is there. */
    private void standIn(String name) throws IOException {
        String ready = "[ -e " + folder + "/ready ]";
        String body = switch (name) {
            case "id" -> "[ \"$1\" = -u ] && echo 0 && exit\n" + ready;
            case "timedatectl" -> ready + " && echo yes";
            case "apt-cache" -> "exit 1";
            case "dnf" ->
                "[ \"$2\" != info ] || exec grep -qx \"$3\" " + folder + "/packages 2>/dev/null\n"
                        + "echo \"dnf $*\" >>" + calls;
            case "systemctl" -> "[ \"$1\" != -q ] || exit 3\necho \"systemctl $*\" >>" + calls;
            default -> "echo \"" + name + " $*\" >>" + calls;
        };
        program(name, body);
    }

    private void program(String name, String body) throws IOException {
        Path program = programs.resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + body + "\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
    }

    private Result run(Path script, String... words) throws Exception {
        if (Files.exists(folder.resolve("ready"))) {
            standIn("svn");
        }
        return command.run(
                Stream.concat(Stream.of(script.toString()), Stream.of(words)).toList());
    }

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'java version \"" + version + "\"' >&2\n");
        if (!java.toFile().setExecutable(true)) {
            throw new IOException(java + " cannot be made executable");
        }
        return home;
    }
}
