package io.github.apim.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What tests need and the build does not bring: the programs of other people that our files are compared with, and what
 * a machine may lack. A test asks for it by {@link Needs}, before anything of the test runs.
 */
public enum Need {
    ANSIBLE_INVENTORY("ansible-inventory", "ansible-core"),
    ANSIBLE_LINT("ansible-lint", "ansible-lint"),
    ANSIBLE_PLAYBOOK("ansible-playbook", "ansible-core"),
    BASH("bash", "bash"),
    BSDTAR("bsdtar", "libarchive-tools"),
    /** Its static form, which also runs where there is nothing else. */
    BUSYBOX("busybox", "busybox-static"),
    CHROMIUM("chromium", "chromium"),
    CATATONIT("catatonit", "catatonit"),
    CONTAINERD("containerd", "containerd"),
    CURL("curl", "curl"),
    DOCKER("docker", "docker.io"),
    DOCKERD("dockerd", "docker.io"),
    DOCKER_REGISTRY("docker-registry", "docker-registry"),
    FLOCK("flock", "util-linux"),
    DD("dd", "coreutils"),
    GETENT("getent", "libc-bin"),
    GO("go", "golang-go"),
    GZIP("gzip", "gzip"),
    HTPASSWD("htpasswd", "apache2-utils"),
    INITDB("initdb", "postgresql"),
    KUBECTL("kubectl", "kubernetes-client"),
    MARIADB("mariadb", "mariadb-client"),
    MARIADB_INSTALL_DB("mariadb-install-db", "mariadb-server"),
    MARIADBD("mariadbd", "mariadb-server"),
    MKFIFO("mkfifo", "coreutils"),
    NGINX("nginx", "nginx-light"),
    NICE("nice", "coreutils"),
    NOHUP("nohup", "coreutils"),
    OD("od", "coreutils"),
    OPENSSL("openssl", "openssl"),
    PATCH("patch", "patch"),
    PODMAN("podman", "podman"),
    POSTGRES("postgres", "postgresql"),
    PS("ps", "procps"),
    PSQL("psql", "postgresql-client"),
    PYTHON3("python3", "python3"),
    RUNC("runc", "runc"),
    SETPRIV("setpriv", "util-linux"),
    RSYNC("rsync", "rsync"),
    SETSID("setsid", "util-linux"),
    SH("sh", "dash"),
    SHA256SUM("sha256sum", "coreutils"),
    SHELLCHECK("shellcheck", "shellcheck"),
    SKOPEO("skopeo", "skopeo"),
    SSH("ssh", "openssh-client"),
    SSH_ADD("ssh-add", "openssh-client"),
    SSH_AGENT("ssh-agent", "openssh-client"),
    SSH_KEYGEN("ssh-keygen", "openssh-client"),
    SSHD("sshd", "openssh-server"),
    SVN("svn", "subversion"),
    SVNADMIN("svnadmin", "subversion"),
    SVNSERVE("svnserve", "subversion"),
    TAR("tar", "tar"),
    UMOCI("umoci", "umoci"),
    /** A second Java that is newer than the one that runs the tests. */
    NEWER_JAVA(() -> true, NewerJava::missing),
    /** The configuration files and listings of the products, which are no part of this project. */
    REAL_PACKS(RealPacks::areExpected, RealPacks::missing),
    /** The descriptor of a whole deployment that lies beside them. */
    EXAMPLE_DEPLOYMENT(RealPacks::areExpected, RealPacks::missingExample),
    /** What the servers read deployment.toml with, which the build puts into {@code target}. */
    CONFIG_MAPPER(() -> true, ConfigMapper::missing),
    /** To mount a {@link SmallDisk}, which only root may. */
    SMALL_DISKS(() -> false, SmallDisk::missing),
    /** To give files to somebody else, which only root may. */
    ROOT(() -> false, Need::missingRoot),
    IPV6(() -> false, Need::missingIpv6);

    private final String program;
    private final String debianPackage;
    private final BooleanSupplier expected;
    private final Supplier<Optional<String>> missing;

    Need(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
        expected = () -> true;
        missing = () -> missing(System.getenv("PATH"));
    }

    Need(BooleanSupplier expected, Supplier<Optional<String>> missing) {
        program = "";
        debianPackage = "";
        this.expected = expected;
        this.missing = missing;
    }

    /** What is missing and where it comes from, in one line; nothing where it is there. */
    public Optional<String> missing() {
        return missing.get();
    }

    Optional<String> missing(String path) {
        return found(path).isPresent()
                ? Optional.empty()
                : Optional.of(program + " is not installed (Debian: apt-get install " + debianPackage + ")");
    }

    /** Whether continuous integration has no excuse: it can be brought to any machine, and nobody has done without it. */
    boolean isExpected() {
        return expected.getAsBoolean();
    }

    /** The command and its Debian package, as {@code .ci/run} lists them; nothing for what is no program. */
    Optional<String> commandAndPackage() {
        return isProgram() ? Optional.of(program + ":" + debianPackage) : Optional.empty();
    }

    /** The path of the program. */
    public Path path() {
        demand();
        return found(System.getenv("PATH"))
                .orElseThrow(() -> new IllegalStateException("There is no program for " + this));
    }

    /** Fails where it is missing: the test has not asked for it by {@link Needs}. */
    void demand() {
        missing().ifPresent(line -> {
            throw new IllegalStateException("A test without @Needs(Need." + this + ") runs into this: " + line);
        });
    }

    private boolean isProgram() {
        return !program.isEmpty();
    }

    /**
     * Looks into sbin beside each bin, too, and into lib/postgresql: Debian puts servers there, where the path of most
     * users does not lead.
     */
    private Optional<Path> found(String path) {
        return isProgram()
                ? Arrays.stream(path.split(File.pathSeparator))
                        .map(Path::of)
                        .flatMap(folder -> folder.endsWith("bin")
                                ? Stream.concat(
                                        Stream.of(folder, folder.resolveSibling("sbin")),
                                        versions(folder.resolveSibling("lib").resolve("postgresql")))
                                : Stream.of(folder))
                        .map(folder -> folder.resolve(program))
                        .filter(Files::isExecutable)
                        .findFirst()
                : Optional.empty();
    }

    /** The folders of programs of each version that is installed, the newest first. */
    private static Stream<Path> versions(Path folder) {
        String[] names = folder.toFile().list();
        return names == null
                ? Stream.of()
                : Arrays.stream(names)
                        .filter(name -> name.matches("[0-9]{1,3}"))
                        .map(Integer::valueOf)
                        .sorted(Comparator.reverseOrder())
                        .map(version -> folder.resolve(version + "/bin"));
    }

    private static Optional<String> missingRoot() {
        return System.getProperty("user.name").equals("root")
                ? Optional.empty()
                : Optional.of("only root can give files away");
    }

    private static Optional<String> missingIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound() ? Optional.empty() : Optional.of("this computer has no ::1");
        } catch (IOException none) {
            return Optional.of("this computer has no ::1");
        }
    }
}
