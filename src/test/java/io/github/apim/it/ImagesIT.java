package io.github.apim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.it.MavenRun.Outcome;
import io.github.apim.testing.LocalRegistry;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NewerJava;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The goals about images and clusters, in real Mavens. */
class ImagesIT {

    private static final String IMAGES = "images: { base: scratch }\n";

    @TempDir
    Path folder;

    static Stream<String> mavens() {
        return Mavens.installed();
    }

    private static Path project(Path place, String images) throws IOException {
        WholeDeployment.in(place).with("\nnodes:", "\n" + images + "nodes:").write();
        return place;
    }

    private static Path project(Path place) throws IOException {
        return project(place, IMAGES);
    }

    private static MavenRun maven(String version, Path project) throws IOException {
        return MavenRun.of(version, project).with("-o", "-s", "settings.xml");
    }

    @ParameterizedTest
    @MethodSource("mavens")
    void imagesAreBuiltOnceAndThenLeftAlone(String version) throws IOException {
        Path project = project(folder.resolve("whole"));

        Outcome shown = maven(version, project).with("-Dapim.dryRun").run("apim:image");
        assertThat(shown.succeeded().log()).contains("layers pack, libraries, node would be written");
        assertThat(project.resolve("target/apim")).doesNotExist();

        Outcome built = maven(version, project).run("apim:image");
        assertThat(built.succeeded().log())
                .contains("images.base is scratch", "wants mounted: ", "key-manager-1")
                .doesNotContain(TestDeployment.passwords());
        assertThat(project.resolve("target/apim/images.json")).content().contains("apim-key-manager-1");

        Outcome again = maven(version, project).run("apim:image");
        assertThat(again.succeeded().log()).contains("unchanged: sha256:").doesNotContain(" written");

        Outcome planned = maven(version, project)
                .with("-Dapim.layout=layered", "-Dapim.node=key-manager-1")
                .run("apim:plan");
        assertThat(planned.succeeded().log())
                .containsPattern("image apim-key-manager-1:\\S+ would not be built: it is there")
                .contains("tarball key-manager-1.tar.gz would be built", "layer libraries: unchanged")
                .doesNotContain(TestDeployment.passwords());
    }

    @Test
    @Needs(Need.NEWER_JAVA)
    void digestsAreTheSameEverywhere() throws IOException {
        Path here = project(folder.resolve("here"));
        // The same packs: each project made by code has a key of its own.
        Path there = folder.resolve("somewhere else/übung");
        try (Stream<Path> files = Files.walk(here)) {
            for (Path file : files.toList()) {
                Path copy = there.resolve(here.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        maven(Mavens.usual(), here)
                .environment("TZ", "UTC")
                .environment("LC_ALL", "C.UTF-8")
                .umask("022")
                .run("apim:image")
                .succeeded();
        maven(Mavens.usual(), there)
                .environment("TZ", "Asia/Kolkata")
                .environment("LC_ALL", "C.UTF-8")
                .environment("MAVEN_OPTS", "-Duser.language=tr -Duser.country=TR")
                .umask("077")
                .javaHome(NewerJava.home())
                .with("-Dapim.threads=1")
                .run("apim:image")
                .succeeded();

        assertThat(there.resolve("target/apim/images.json"))
                .hasSameTextualContentAs(here.resolve("target/apim/images.json"));
        assertThat(there.resolve("target/apim/images/index.json"))
                .hasSameTextualContentAs(here.resolve("target/apim/images/index.json"));
    }

    @Test
    @Needs({Need.DOCKER_REGISTRY, Need.HTPASSWD})
    void imagesArePushedWithTheLoginOfTheSettings() throws Exception {
        try (LocalRegistry registry = LocalRegistry.start(folder.resolve("registry"))) {
            Path project = project(
                    folder.resolve("whole"),
                    "images: { base: scratch, registry: '" + registry.host()
                            + "/team', credentials: registry, insecure: true }\n");
            login(project, LocalRegistry.PASSWORD.replace("&", "&amp;"));

            Outcome pushed = maven(Mavens.usual(), project)
                    .with("-Dapim.image.push", "-Dapim.image.tag=8", "-Dapim.node=mq-1")
                    .run("apim:image");
            assertThat(pushed.succeeded().log())
                    .contains("pushed as " + registry.host() + "/team/apim-mq-1:8")
                    .doesNotContain(LocalRegistry.PASSWORD);
            Outcome again = maven(Mavens.usual(), project)
                    .with("-Dapim.image.push", "-Dapim.image.tag=8", "-Dapim.node=mq-1")
                    .run("apim:image");
            assertThat(again.succeeded().log()).contains("is in the registry already");

            login(project, "wrong-secret");
            Outcome refused = maven(Mavens.usual(), project)
                    .with("-X", "-Dapim.image.push", "-Dapim.node=bam-1")
                    .run("apim:image");
            assertThat(refused.failed().log())
                    .contains("user name or password of images.credentials are wrong there")
                    .doesNotContain("wrong-secret")
                    .doesNotContain(Base64.getEncoder()
                            .encodeToString((LocalRegistry.USER + ":wrong-secret").getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void login(Path project, String password) throws IOException {
        Files.writeString(
                project.resolve("settings.xml"),
                TestDeployment.settings()
                        .replace(
                                "</servers>",
                                "<server><id>registry</id><username>" + LocalRegistry.USER + "</username><password>"
                                        + password + "</password></server></servers>"));
    }

    @Test
    void aClusterIsWrittenFromTheImagesThatThereAre() throws IOException {
        Path project = Files.createDirectories(folder.resolve("cluster"));
        TestDeployment deployment = WholeDeployment.in(project);
        deployment.with("\nnodes:", "\n" + IMAGES + "kubernetes: { namespace: apim }\nnodes:");
        for (String[] host : new String[][] {
            {"gw-mgt.internal, address: 10.0.0.10", "gateway-manager"},
            {"gw-1.internal,   address: 10.0.0.11", "gateway-worker-1"},
            {"gw-2.internal,   address: 10.0.0.12", "gateway-worker-2"},
            {"km-1.internal,   address: 10.0.0.13", "key-manager-1"},
            {"km-2.internal,   address: 10.0.0.14", "key-manager-2"},
            {"pub-1.internal,  address: 10.0.0.15, offset: 1", "publisher-1"},
            {"store-1.internal, address: 10.0.0.15, offset: 2", "store-1"},
            {"is-1.internal,   address: 10.0.0.16", "is-1"},
            {"bam-1.internal,  address: 10.0.0.17, offset: 3", "bam-1"},
            {"mq-1.internal,   address: 10.0.0.18", "mq-1"}
        }) {
            deployment.with(host[0], host[1]);
        }
        deployment.write();

        assertThat(maven(Mavens.usual(), project)
                        .run("apim:kubernetes")
                        .failed()
                        .log())
                .contains("there is no image of gateway-manager", "run apim:image before");
        Outcome written = maven(Mavens.usual(), project).run("apim:image", "apim:kubernetes");

        assertThat(written.succeeded().log())
                .contains("experimental in a cluster", "kubectl apply -k ", "target/apim/kubernetes")
                .doesNotContain(TestDeployment.passwords());
        Path cluster = project.resolve("target/apim/kubernetes");
        assertThat(cluster.resolve("kustomization.yaml")).content().contains("namespace: \"apim\"");
        assertThat(cluster.resolve("nodes/store-1.yaml")).content().contains("image: \"apim-store-1@sha256:");
        assertThat(cluster.resolve("secrets/store-1/master-datasources.xml")).exists();
        assertThat(cluster.resolve("nodes/store-1.yaml")).content().doesNotContain(TestDeployment.passwords());

        Path lost = project.resolve("target/apim/secrets/store-1/master-datasources.xml");
        Files.delete(lost);
        assertThat(maven(Mavens.usual(), project)
                        .run("apim:kubernetes")
                        .failed()
                        .log())
                .contains("files that are not there: " + lost, "run apim:image here");
    }
}
