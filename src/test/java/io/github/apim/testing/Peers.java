package io.github.apim.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The programs of other people that tests compare our files with. */
public final class Peers {

    /** The Debian packages that bring them; {@code .ci/run} installs the same. */
    static final Map<String, String> PACKAGES = Map.ofEntries(
            Map.entry("ansible-inventory", "ansible-core"),
            Map.entry("ansible-lint", "ansible-lint"),
            Map.entry("ansible-playbook", "ansible-core"),
            Map.entry("bash", "bash"),
            Map.entry("bsdtar", "libarchive-tools"),
            Map.entry("busybox", "busybox"),
            Map.entry("chromium", "chromium"),
            Map.entry("curl", "curl"),
            Map.entry("go", "golang-go"),
            Map.entry("gzip", "gzip"),
            Map.entry("htpasswd", "apache2-utils"),
            Map.entry("nginx", "nginx-light"),
            Map.entry("mariadb", "mariadb-client"),
            Map.entry("mariadb-install-db", "mariadb-server"),
            Map.entry("mariadbd", "mariadb-server"),
            Map.entry("patch", "patch"),
            Map.entry("ps", "procps"),
            Map.entry("python3", "python3"),
            Map.entry("sh", "dash"),
            Map.entry("sha256sum", "coreutils"),
            Map.entry("shellcheck", "shellcheck"),
            Map.entry("svn", "subversion"),
            Map.entry("svnadmin", "subversion"),
            Map.entry("svnserve", "subversion"),
            Map.entry("ssh-add", "openssh-client"),
            Map.entry("ssh-agent", "openssh-client"),
            Map.entry("ssh-keygen", "openssh-client"),
            Map.entry("sshd", "openssh-server"),
            Map.entry("tar", "tar"));

    /** Where Debian puts servers, and most users do not look. */
    private static final String SERVERS = File.pathSeparator + "/usr/sbin";

    private Peers() {}

    /**
     * The path of a program. Where it is missing, the test is skipped with a line that names the Debian package, or fails
     * where the environment says {@code CI=true}: there nothing may be skipped in silence.
     */
    public static Path require(String program) {
        return require(program, System.getenv("PATH") + SERVERS, "true".equals(System.getenv("CI")));
    }

    static Path require(String program, String path, boolean ci) {
        if (!PACKAGES.containsKey(program)) {
            throw new IllegalArgumentException(program + " is not among the peers, see Peers.PACKAGES");
        }
        Optional<Path> found = Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            String missing = program + " is not installed (Debian: apt-get install " + PACKAGES.get(program) + ")";
            if (ci) {
                Assertions.fail(missing);
            }
            Assumptions.abort("Skipped: " + missing);
        }
        return found.orElseThrow();
    }
}
