package io.github.apim.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.apim.assembly.NodeOutput;
import io.github.apim.manifest.Drift.Kind;
import io.github.apim.manifest.Drift.Severity;
import io.github.apim.product.PackException;
import io.github.apim.testing.Command;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TomlDeployment;
import io.github.apim.testing.TomlPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server of 3.x or 4.x renders when it starts is no drift, and what somebody else has changed is. */
class RenderedHomesTest {

    private static final String CONF = "repository/conf/";
    private static final String TEMPLATES = "repository/resources/conf/templates/";

    /** What the start of a gateway of 4.1.0 leaves in its home (am-4 R18, R27). */
    private static final List<String> LEFT = List.of(
            "wso2carbon.pid",
            "backup/repository/conf/carbon.xml",
            "repository/resources/conf/.metadata/metadata_config.properties",
            "repository/resources/security/client-truststore-temp.jks",
            "repository/logs/wso2carbon.log",
            "solr/data/registry-indexing/index/segments_1",
            "lib/tomcat/work/Catalina/localhost/x.ser",
            "repository/conf/solr/registry-indexing/conf/schema.xml",
            "repository/deployment/server/artifactMetafiles/carbonapp/x.xml",
            "repository/components/gateway-worker/configuration/org.eclipse.osgi/bundles/1/data");

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void unpack() throws Exception {
        TestDeployment deployment = TomlDeployment.in(folder, "4.1.0");
        deployment.assemble();
        NodeOutput output = NodeOutput.of(deployment.output(), "gateway-1");
        Command.Result result = new Command(folder, Duration.ofMinutes(1))
                .run(List.of("tar", "xpzf", output.tarball().toString(), "-C", folder.toString()));
        assertThat(result.code()).as(result.out()).isZero();
        home = folder.resolve("wso2am-4.1.0");
    }

    @Test
    void aStartIsNoDrift() throws IOException {
        assertThat(Verification.of(home).drifts()).isEmpty();

        for (String left : LEFT) {
            write(left, "left by a start");
        }
        for (String rendered : List.of(
                "carbon.xml",
                "registry.xml",
                "axis2/axis2.xml",
                "api-manager.xml",
                "jndi.properties",
                "tomcat/carbon/WEB-INF/web.xml",
                "datasources/master-datasources.xml")) {
            write(CONF + rendered, "<rendered/>");
        }
        write("repository/components/dropins/mysql_connector_java_8.0.30_1.0.0.jar", "wrapped");
        write("repository/deployment/server/webapps/api#am#gateway#v2/WEB-INF/web.xml", "<exploded/>");

        assertThat(Verification.of(home).drifts()).isEmpty();
    }

    @Test
    void whatNoTemplateRendersIs() throws IOException {
        write(CONF + "log4j2.properties", "rootLogger.level = DEBUG\n");
        write(CONF + "deployment.toml", "[server]\nhostname = \"localhost\"\n");
        write(CONF + "own.xml", "<own/>");
        write(TEMPLATES + CONF + "carbon.xml.j2", "<changed/>");
        write(TEMPLATES + CONF + "own.xml.j2", "<added/>");
        write("repository/resources/conf/default.json", "{}");

        assertThat(Verification.of(home).drifts())
                .extracting(Drift::kind, Drift::path, Drift::severity)
                .containsExactlyInAnyOrder(
                        tuple(Kind.CHANGED, CONF + "deployment.toml", Severity.ERROR),
                        tuple(Kind.CHANGED, CONF + "log4j2.properties", Severity.ERROR),
                        tuple(Kind.ADDED, CONF + "own.xml", Severity.ERROR),
                        tuple(Kind.CHANGED, "repository/resources/conf/default.json", Severity.ERROR),
                        tuple(Kind.CHANGED, TEMPLATES + CONF + "carbon.xml.j2", Severity.ERROR),
                        tuple(Kind.ADDED, TEMPLATES + CONF + "own.xml.j2", Severity.ERROR));
    }

    /** Whoever runs the product's script on a node puts a sample in the place of its deployment.toml. */
    @Test
    void whatTheRoleGoesWithoutIsMissedWhenItComesBack() throws IOException {
        write("repository/deployment/server/webapps/api#am#publisher.war", "restored");

        assertThat(Verification.of(home).drifts())
                .extracting(Drift::kind, Drift::what)
                .containsExactly(tuple(Kind.RESTORED, "was left out by role-home"));
    }

    @Test
    void aPackThatWasStartedIsRefusedOrCleaned() throws IOException {
        var pack = TomlPack.of4();
        LEFT.forEach(path -> pack.file(path, "left"));
        pack.toZip(folder);
        TestDeployment deployment = TomlDeployment.on(folder, TomlDeployment.descriptor("4.1.0"));

        assertThatThrownBy(deployment::assemble)
                .isInstanceOf(PackException.class)
                .hasMessageContaining("has been started: it holds")
                .hasMessageContaining("clean: true");

        NodeHome cleaned = deployment
                .with("api-manager: wso2am-4.1.0.zip", "api-manager: { path: wso2am-4.1.0.zip, clean: true }")
                .assemble()
                .get("control-plane-1");
        assertThat(cleaned.filePaths()).doesNotContainAnyElementsOf(LEFT);
    }

    @Test
    void eachOfThemAloneShowsThatAPackWasStarted() throws IOException {
        for (String path : LEFT) {
            TomlPack.of4().file(path, "left").toZip(folder);
            TestDeployment deployment = TomlDeployment.on(folder, TomlDeployment.descriptor("4.1.0"));

            assertThatThrownBy(deployment::validate).as(path).hasMessageContaining("has been started");
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
