package io.github.apim.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.adoption.FileFate.Kind;
import io.github.apim.assembly.AssembledNode;
import io.github.apim.deployment.Problem;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the files of a home come back that somebody has changed since it was made. */
class FileFatesTest {

    private static final String DESCRIPTOR = """
            packs: { api-manager: "PACK" }
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            nodes:
              am: { role: all-in-one, host: am.internal, address: 10.0.0.10, offset: 1 }
            """;

    private static final String CARBON = "repository/conf/carbon.xml";
    private static final String DATASOURCES = "repository/conf/datasources/master-datasources.xml";
    private static final String PASSWORD = "(?<=<name>(WSO2\\w+_DB)</name>(?s:.{1,900}))<password>[^<]*<";
    private static final String CATALINA = "repository/conf/tomcat/catalina-server.xml";
    private static final String SCRIPT = "bin/wso2server.sh";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void build() throws IOException {
        Path pack = SmallPack.zip(folder.resolve("packs"));
        NodeHome built = TestDeployment.in(folder, pack, DESCRIPTOR).assemble().get("am");
        home = folder.resolve("homes/am");
        for (String path : built.filePaths()) {
            if (!path.startsWith(".apim/")) {
                write(path, new String(built.bytes(path), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void write(String path, String text) throws IOException {
        write(home, path, text);
    }

    private static void write(Path home, String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String text(String path) throws IOException {
        return new String(Files.readAllBytes(home.resolve(path)), StandardCharsets.ISO_8859_1);
    }

    private AdoptedDeployment adopted() throws IOException {
        return AdoptedDeployment.of(
                folder.resolve("homes"), List.of(folder.resolve("packs")), folder.resolve("adopted"));
    }

    private List<String> of(AdoptedDeployment adopted, Kind kind) {
        return adopted.report().fates().get("am").stream()
                .filter(fate -> fate.kind() == kind)
                .map(FileFate::path)
                .toList();
    }

    @Test
    void whatARunningServerWritesIsIgnored() throws IOException {
        write("wso2carbon.pid", "4711");
        write("repository/logs/wso2carbon.log", "started");
        write("repository/deployment/server/synapse-configs/default/api/published.xml", "<api/>");
        write("tmp/work/x.tmp", "x");

        AdoptedDeployment adopted = adopted();

        assertThat(adopted.report().leftOver()).isZero();
        assertThat(of(adopted, Kind.LOST)).isEmpty();
        assertThat(adopted.report().warnings()).isEmpty();
        assertThat(adopted.text("adoption.txt")).contains("Contradictions and breaches of rules\n  none\n");
    }

    @Test
    void aValueBecomesAnEditAndASecretOneAProperty() throws IOException {
        String key = "/Server/Security/KeyStore/Password";
        write(CARBON, text(CARBON).replaceFirst("(?s)(<KeyStore>.*?<Password>)[^<]*", "$1our-own-word"));

        AdoptedDeployment adopted = adopted();

        assertThat(of(adopted, Kind.EDIT)).containsExactly(CARBON);
        assertThat(adopted.descriptor())
                .contains(CARBON + ":\n      " + key + ": \"${apim.adopted.secret.1}\"")
                .doesNotContain("our-own-word");
        assertThat(adopted.text("adopted-settings.xml"))
                .contains("<apim.adopted.secret.1>our-own-word</apim.adopted.secret.1>");
        assertThat(home(adopted).text(CARBON)).isEqualTo(text(CARBON));
    }

    @Test
    void noPasswordIsInTheClearWhereverItStood() throws IOException {
        write(
                DATASOURCES,
                text(DATASOURCES).replaceAll("(jdbc:mysql://[^<]*?)(?:\\?[^<]*)?<", "$1?user=a&amp;password=in-url<"));
        write(CATALINA, text(CATALINA).replaceFirst("<Connector ", "<Connector keystorePass=\"in-attribute\" "));
        write("bin/run-by-hand.sh", "export DB_PASSWORD=in-script\n");
        write("repository/resources/security/own.jks", "\0\1");

        AdoptedDeployment adopted = adopted();

        assertThat(adopted.descriptor())
                .contains("parameters: \"${apim.adopted.secret.", "@keystorePass\": \"${apim.adopted.secret.")
                .doesNotContain("in-url", "in-attribute", "in-script");
        assertThat(adopted.text("adoption.txt")).doesNotContain("in-url", "in-attribute", "in-script");
        assertThat(adopted.text("adopted-settings.xml")).contains("in-attribute", "user=a&amp;password=in-url");
        for (String file : List.of("bin/run-by-hand.sh", "repository/resources/security/own.jks")) {
            Path own = adopted.folder().resolve("overlays/am").resolve(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                    .isEqualTo("rw-------");
            assertThat(adopted.report().warnings())
                    .anySatisfy(line ->
                            assertThat(line).startsWith("overlays/am/" + file + " holds what looks like a password"));
        }
        assertThat(home(adopted).text(DATASOURCES)).contains("?user=a&amp;password=in-url<");
        assertThat(home(adopted).text(CATALINA)).contains("keystorePass=\"in-attribute\"");
    }

    @Test
    void passwordsOfTheServersOwnVaultAreToBeFilledInAndStayThere() throws IOException {
        write(
                DATASOURCES,
                text(DATASOURCES).replaceAll(PASSWORD, "<password svns:secretAlias=\"$1.Password\">password<"));

        AdoptedDeployment adopted = adopted();

        assertThat(adopted.text("adopted-settings.xml"))
                .contains("<password>unknown-apim-db-")
                .doesNotContain("<password>password<");
        assertThat(adopted.report().warnings())
                .singleElement()
                .asString()
                .startsWith("no home says the password of apim-db (am/" + DATASOURCES)
                .contains("the servers' secure vault has it");
        assertThat(home(adopted).text(DATASOURCES))
                .contains("<password svns:secretAlias=\"WSO2AM_DB.Password\">password<");
    }

    @Test
    void whatOneDatasourceSaysNeedsNoVaultOfAnother() throws IOException {
        write(
                DATASOURCES,
                text(DATASOURCES).replaceFirst(PASSWORD, "<password svns:secretAlias=\"$1.Password\">password<"));

        assertThat(adopted().report().warnings()).isEmpty();
    }

    @Test
    void whatNoEditCanDoIsBroughtAsAWhole() throws IOException {
        write(SCRIPT, text(SCRIPT) + "echo changed by hand\n");
        write("repository/components/lib/own.jar", "PK-own");

        AdoptedDeployment adopted = adopted();

        assertThat(of(adopted, Kind.OWN)).containsExactlyInAnyOrder(SCRIPT, "repository/components/lib/own.jar");
        assertThat(adopted.descriptor()).contains("as-is:\n  am: [ " + SCRIPT);
        assertThat(home(adopted).text(SCRIPT)).isEqualTo(text(SCRIPT));
        assertThat(home(adopted).mode(SCRIPT)).isEqualTo(0755);
    }

    @Test
    void aFileOfThePackThatIsGoneIsLostAndTold() throws IOException {
        Files.delete(home.resolve("bin/README.txt"));

        AdoptedDeployment adopted = adopted();

        assertThat(of(adopted, Kind.LOST)).containsExactly("bin/README.txt");
        assertThat(adopted.report().warnings())
                .containsExactly(
                        "am: bin/README.txt: the home lacks this file of the pack, and a descriptor cannot leave it"
                                + " out");
    }

    @Test
    void aFolderMayBeCalledAsItLikes() throws IOException {
        Path renamed = folder.resolve("homes/WSO2am-1.9.0 (live)");
        Files.move(home, renamed);
        write(renamed, "bin/start-node.sh", "");

        AdoptedDeployment adopted = adopted();

        assertThat(adopted.descriptor()).contains("  wso2am-1-9-0-live:\n    role: all-in-one");
        assertThat(adopted.report().warnings())
                .anySatisfy(line -> assertThat(line).startsWith(renamed + " is the node wso2am-1-9-0-live, "));
        assertThat(adopted.assemble()).hasSize(1);
    }

    @Test
    void aFolderMayHaveTheNameOfAnotherRole() throws IOException {
        for (String name : List.of("store", "all")) {
            Path renamed = folder.resolve("homes/" + name);
            Files.move(home, renamed);
            home = renamed;

            AdoptedDeployment adopted = AdoptedDeployment.of(
                    folder.resolve("homes"), List.of(folder.resolve("packs")), folder.resolve("adopted-" + name));

            assertThat(adopted.descriptor()).contains("  " + name + "-1:\n    role: all-in-one");
            assertThat(adopted.assemble()).hasSize(1);
        }
    }

    @Test
    void whatADescriptorRefusesIsToldWithWhereItStandsAndTheDescriptorIsWritten() throws IOException {
        write(DATASOURCES, text(DATASOURCES).replaceAll("jdbc:mysql:[^<]*", "jdbc:oracle:thin:@10.0.0.20:1521:APIM"));

        AdoptedDeployment adopted = adopted();

        Path descriptor = adopted.folder().resolve("deployment.yaml");
        assertThat(adopted.report().problems())
                .anySatisfy(problem -> assertThat(problem.toString())
                        .startsWith(descriptor + ":5:8: databases.url: ")
                        .contains("jdbc:oracle:thin:@host:1521/SERVICE")
                        .contains("(found at am/" + DATASOURCES + ":"));
        assertThat(Files.readAllLines(descriptor).get(4)).startsWith("  url: jdbc:oracle:thin:@10.0.0.20:1521:APIM");
        assertThat(adopted.report().warnings())
                .anySatisfy(line -> assertThat(line).startsWith("the descriptor is not accepted as it is"));
        assertThat(adopted.text("adoption.txt")).contains("databases.url: ").doesNotContain(".apim-adopt");
    }

    @Test
    void soItIsWithoutAPack() throws IOException {
        write(DATASOURCES, text(DATASOURCES).replaceAll("jdbc:mysql:[^<]*", "jdbc:oracle:thin:@10.0.0.20:1521:APIM"));

        AdoptedDeployment adopted = AdoptedDeployment.of(folder.resolve("homes"), List.of(), folder.resolve("adopted"));

        assertThat(adopted.report().problems()).extracting(Problem::path).contains("databases.url");
    }

    @Test
    void ofARefusedUrlNoPasswordIsQuoted() throws IOException {
        write(DATASOURCES, text(DATASOURCES).replaceAll("jdbc:mysql://([^<]*)", "jdbc:mysql://apim:in-url@$1"));

        AdoptedDeployment adopted = adopted();

        assertThat(adopted.report().problems()).extracting(Problem::path).contains("databases.url");
        assertThat(adopted.report().problems().toString() + adopted.descriptor() + adopted.text("adoption.txt"))
                .doesNotContain("in-url");
    }

    @Test
    void anEmptyPasswordIsToBeFilledIn() throws IOException {
        write(DATASOURCES, text(DATASOURCES).replaceAll("<password>[^<]*<", "<password><"));

        AdoptedDeployment adopted = adopted();

        assertThat(adopted.report().warnings())
                .singleElement()
                .asString()
                .startsWith("no home says the password of apim-db (am/" + DATASOURCES);
        assertThat(home(adopted).text(DATASOURCES)).contains("<password></password>");
    }

    @Test
    void whatLiesBesideTheHomesAndIsNoneIsTold() throws IOException {
        Files.createDirectories(folder.resolve("homes/backup/conf"));

        AdoptedDeployment adopted = adopted();

        assertThat(adopted.report().warnings())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("homes/backup") + " is passed over");
        assertThat(adopted.text("adoption.txt")).contains("homes/backup is passed over");
    }

    @Test
    void aFileThatIsNotWellFormedIsToldBeforeWhatIsThereforeMissing() throws IOException {
        write(DATASOURCES, text(DATASOURCES).replace("</datasources>", ""));

        assertThatThrownBy(this::adopted)
                .isInstanceOf(AdoptionException.class)
                .hasMessageStartingWith(home + ": " + DATASOURCES + " is not well-formed XML from line ")
                .hasMessageContaining("; mend that first. As far as files could be read, no home has a datasource");
    }

    @Test
    void filesThatSayNothingAreToldWhereTheRestIsEnough() throws IOException {
        write("repository/conf/registry.xml", "<wso2registry>");
        write(".apim/manifest.json", "{");

        assertThat(adopted().report().warnings())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(home + ": repository/conf/registry.xml is not well-formed XML from line 1")
                        .endsWith("so mend it and adopt again"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(home + ": .apim/manifest.json")
                        .endsWith("the node's name, host and address are guessed without it"));
    }

    @Test
    void withoutThePackItIsToldThatNothingHasBeenCompared() throws IOException {
        AdoptedDeployment adopted = AdoptedDeployment.of(folder.resolve("homes"), List.of(), folder.resolve("adopted"));

        assertThat(adopted.report().warnings().get(0))
                .startsWith("no pack of api-manager is at hand (-Dapim.packs=…), so nothing has been compared");
        assertThat(adopted.text("adoption.txt"))
                .contains("Contradictions and breaches of rules\n  not checked: no node could be planned\n");
        assertThat(adopted.descriptor())
                .contains("api-manager: { path: api-manager-1.9.0.zip, version: \"1.9.0\" }  # not at hand")
                .contains("role: all-in-one", "host: am.internal");
    }

    @Test
    void nothingIsOverwrittenAndNothingIsLeftOfWhatFailed() throws IOException {
        Files.createDirectories(folder.resolve("adopted/jars"));

        assertThatThrownBy(this::adopted).hasMessageContaining("jars is there already, and nothing is overwritten");
        try (var files = Files.list(folder.resolve("adopted"))) {
            assertThat(files).containsExactly(folder.resolve("adopted/jars"));
        }
    }

    private static NodeHome home(AdoptedDeployment adopted) throws IOException {
        AssembledNode node = adopted.assemble().get(0);
        return NodeHome.read(node.tarball());
    }
}
