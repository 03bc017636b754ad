package io.github.apim.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.edit.Echo;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {

    /** Texts that mean something to a shell, to SQL, to XML or to a terminal. */
    private static final List<String> HOSTILE = List.of(
            "$(reboot)",
            "`reboot`",
            "a;b",
            "a b",
            "a\nb",
            "a\r",
            "a\tb",
            "a'b",
            "a\"b",
            "a\\b",
            "a|b",
            "a&b",
            "a<b",
            "a>b",
            "a$b{",
            "\u0000",
            "a\u001b[0m",
            "a\u0085b",
            "a\u2028b",
            "a\u2029b",
            "a*",
            "a?",
            "a#",
            "a!",
            "(a)",
            "-a",
            "");

    @Test
    void hostsAreNamesAndAddressesWithoutAnythingAround() {
        accepts(Formats.HOST, "localhost", "gw-1.internal", "a", "GW.Example.COM", "10.0.0.1", "1a", "9-1a.x", "::1");
        accepts(Formats.HOST, "fd00:1:2::8", "1:2:3:4:5:6:7:8", "x".repeat(63) + ".y");
        refuses(
                Formats.HOST,
                "gw_1",
                "a..b",
                ".a",
                "a.",
                "a-",
                "10.0.0.256",
                "10.0.0",
                "1.2.3.4.5",
                "a/b",
                "a:1",
                "[::1]");
        refuses(Formats.HOST, "x".repeat(64), "https://a", "a@b", "ü", "..", "1::2::3", ":1", "fe80::1%eth0", "a\n");
        refuses(Formats.HOST, HOSTILE);
        refuses(Formats.VIRTUAL_HOST_NAME, HOSTILE);
        refuses(Formats.VIRTUAL_HOST_NAME, "::1");
    }

    @Test
    void addressesAreDigits() {
        accepts(
                Formats.ADDRESS,
                "0.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "1::",
                "fd00::11",
                "1:2:3:4:5:6:7::",
                "A::f");
        refuses(Formats.ADDRESS, "01.2.3.4", "1.2.3", "host", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::12345", ":::");
        refuses(Formats.ADDRESS, HOSTILE);
    }

    @Test
    void nodeNamesCanNameAFile() {
        accepts(Formats.NODE_NAME, "a", "0", "gateway-worker-1", "x".repeat(63));
        refuses(Formats.NODE_NAME, "A", "a_b", "a.b", "a/b", "..", ".", "-a", "a-", "x".repeat(64), "ä", "a\n");
        refuses(Formats.NODE_NAME, HOSTILE);
    }

    @Test
    void urlsArePlain() {
        accepts(Formats.JDBC_URL, "jdbc:mysql://db:3306", "jdbc:mysql://a:1,b:2", "jdbc:mysql:loadbalance://a,b");
        accepts(Formats.JDBC_URL, "jdbc:mariadb://[::1]:3306");
        refuses(
                Formats.JDBC_URL,
                "jdbc:mysql://",
                "jdbc:mysql://db/",
                "jdbc:mysql://db?x",
                "jdbc:h2:mem",
                "jdbc:mysql://d b");
        refuses(
                Formats.JDBC_URL,
                HOSTILE.stream()
                        .map(bad -> "jdbc:mysql://db" + bad)
                        .filter(url -> !url.endsWith("db") && !url.endsWith("-a"))
                        .toList());
        accepts(
                Formats.SVN_URL,
                "http://svn/repos/a",
                "https://10.0.0.1:8443",
                "svn://[::1]/a/",
                "http://a/b%20c",
                "http://a/..b/c..d/...");
        refuses(
                Formats.SVN_URL,
                "http://a/..",
                "http://a/b/../c",
                "http://a/./c",
                "http://a/%2e%2E/c",
                "http://a/.%2e",
                "http://a/..%2fc",
                "http://a/b%5c..",
                "http://a/100%",
                "svn+ssh://a",
                "file:///a",
                "ftp://a",
                "http://",
                "http://u:p@a/b",
                "http://a b",
                "http://a/$(b)");
    }

    @Test
    void referencesAreCoordinatesOrPaths() {
        accepts(
                Formats.REFERENCE,
                "g:a:1",
                "g:a:zip:1",
                "g:a:tar.gz:bin:1",
                "a.zip",
                "./a:b.zip",
                "/a/b",
                "C:/a b/c.zip");
        accepts(Formats.REFERENCE, "C:/a", "../a", "packs/Größe.zip", "a b.zip");
        refuses(Formats.REFERENCE, "g:a", "g:a:b:c:d:e", "g::1", "", " a", " a/b", "~/a", "a\nb", "a/\u0000");
        refuses(Formats.REFERENCE, "C:\\a b\\c.zip", "a\\b", "a/b\\c", "\\a");
        refuses(Formats.PATH, "a\\b", "C:\\a");
        accepts(Formats.COORDINATES, "g:a:1.0-SNAPSHOT", "org.a_b:c:jar:1+2");
        refuses(Formats.COORDINATES, "g:a", "a/b:c:d", "g:a:..", "g:a:[1,2)", "g:a: 1");
    }

    @Test
    void pathsOnTheMachinesAreAbsoluteAndPlain() {
        accepts(Formats.REMOTE_PATH, "/opt/wso2", "/opt/wso2/", "/opt/jdk1.7.0_80", "/a/.ssh", "/a/..b");
        refuses(Formats.REMOTE_PATH, "/", "opt", "~/a", "/a/../b", "/a/.", "/a/..", "/a//b", "/a\n");
        refuses(
                Formats.REMOTE_PATH,
                HOSTILE.stream()
                        .filter(bad -> !bad.equals("-a"))
                        .map(bad -> "/opt/" + bad + "/")
                        .toList());
    }

    @Test
    void javaOptionsStayOneWordWithinDoubleQuotes() {
        accepts(
                Formats.JVM_OPTION,
                "-server",
                "-XX:+UseG1GC",
                "-Da=$CARBON_HOME/x",
                "-Da=${CARBON_HOME}",
                "-Dhttp.nonProxyHosts=a|*.b");
        refuses(
                Formats.JVM_OPTION,
                "server",
                "-",
                "-Da=b c",
                "-Da=$(b)",
                "-Da=`b`",
                "-Da=\"b\"",
                "-Da='b'",
                "-Da=b\\",
                "-Da=b\n");
    }

    @Test
    void filesOfAPackStayInIt() {
        accepts(
                Formats.PACK_FILE,
                "a.xml",
                "repository/conf/axis2/axis2.xml",
                "bin/wso2server.sh",
                "a/.b.properties",
                "site/conf/site.json",
                "..a.sh");
        refuses(
                Formats.PACK_FILE,
                "/a.xml",
                "../a.xml",
                "a/../b.xml",
                "a/./b.xml",
                "a//b.xml",
                "a\\b.xml",
                "C:a.xml",
                "a.jar");
        refuses(Formats.PACK_FILE, ".xml/", "a.xml\n", "a\u0000.xml", "a.XML");
    }

    @Test
    void sizesChecksumsAndNamesAreExact() {
        accepts(Formats.MEMORY_SIZE, "512m", "2g", "1K");
        refuses(Formats.MEMORY_SIZE, "512", "0m", "2 g", "2gb", "-1m", "2g;");
        accepts(Formats.SHA256, "aB".repeat(32));
        refuses(Formats.SHA256, "a".repeat(63), "a".repeat(65), "g".repeat(64));
        accepts(Formats.SCHEMA_NAME, "apimgtdb", "A_1$");
        refuses(
                Formats.SCHEMA_NAME,
                HOSTILE.stream().filter(bad -> !bad.equals("a$b")).toList());
        refuses(Formats.SCHEMA_NAME, "x".repeat(65), "a-b", "a.b");
        accepts(Formats.LOGIN, "ubuntu", "first.last@example");
        refuses(Formats.LOGIN, HOSTILE);
        accepts(Formats.JAVA_CLASS, "com.mysql.jdbc.Driver", "A$B");
        refuses(Formats.JAVA_CLASS, "com..A", "1a", "a b", "");
    }

    @Test
    void parametersOfAUrlArePlainAndNeverShown() {
        accepts(Formats.JDBC_PARAMETERS, "", "a=b", "autoReconnect=true&serverTimezone=Europe/Berlin");
        refuses(Formats.JDBC_PARAMETERS, "?a=b", "a", "a=b&amp;c=d", "a=b c", "a='b'", "a=\"", "a=<", "a=b&");
        assertThat(Formats.JDBC_PARAMETERS.secret()).isTrue();
        assertThat(Formats.PASSWORD.secret()).isTrue();
    }

    private static void accepts(Format format, String... texts) {
        assertThat(Arrays.asList(texts))
                .allSatisfy(text -> assertThat(format.complaint(text)).isEmpty());
    }

    private static void refuses(Format format, String... texts) {
        refuses(format, Arrays.asList(texts));
    }

    private static void refuses(Format format, List<String> texts) {
        assertThat(texts)
                .allSatisfy(text ->
                        assertThat(format.complaint(text)).as(Echo.of(text)).isPresent());
    }
}
