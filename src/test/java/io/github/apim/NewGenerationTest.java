package io.github.apim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.deployment.DeploymentException;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.Project;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks as the guide does from 1.9.0 to 2.6.0: each change that it shows is made, and gets the messages that it shows. */
class NewGenerationTest {

    private static final Path GUIDE = Project.folder().resolve("src/site/markdown/from-1.9-to-2.6.md");

    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    /** A block of the guide: {@code yaml} for the descriptor, {@code diff} for a change, nothing for messages. */
    private record Block(String language, String text) {}

    @Test
    void theMessagesLeadFrom19To26AsTheGuideShowsThem() throws IOException {
        TestDeployment deployment = ExampleDeployment.in(folder);
        bringWhat26Needs();
        List<Block> blocks = blocks();

        assertThat(blocks).extracting(Block::language).containsExactly("yaml", "diff", "", "diff", "", "diff");
        assertThat(messages(deployment.saying(blocks.get(0).text()))).isEmpty();
        String descriptor = blocks.get(0).text();
        for (int i = 1; i < blocks.size(); i += 2) {
            descriptor = changed(descriptor, blocks.get(i).text());
            assertThat(messages(deployment.saying(descriptor)))
                    .isEqualTo(i + 1 < blocks.size() ? blocks.get(i + 1).text() : "");
        }
        assertWorks(deployment.saying(descriptor).assemble());
    }

    @Test
    void aFileOf19IsToldOfTheNodesOfApiManagerAlone() throws IOException {
        TestDeployment deployment = ExampleDeployment.in(folder);
        bringWhat26Needs();
        List<Block> blocks = blocks();
        String descriptor = blocks.get(0).text();
        for (int i = 1; i < blocks.size(); i += 2) {
            descriptor = changed(descriptor, blocks.get(i).text());
        }
        Path own = Files.createDirectories(folder.resolve("overlays/all/repository/conf"));
        Files.copy(SmallPack.folder().resolve("repository/conf/identity.xml"), own.resolve("identity.xml"));

        assertThat(messages(deployment.saying(descriptor)))
                .contains("nodes.key-manager-1", "this version reads repository/conf/identity/identity.xml", "[N39]")
                .doesNotContain("nodes.mq-1");
    }

    private static List<Block> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    private void bringWhat26Needs() throws IOException {
        byte[] keys = Files.readAllBytes(folder.resolve("keys/shipped.jks"));
        SmallPack.throttled().file(ExampleDeployment.KEY_STORE, keys).toZip(folder);
        TestJars.jar(folder.resolve("svnkit-all-1.8.7.wso2v1.jar"), "svnkit.txt", new byte[] {1});
        Path configuration = SmallPack.tree(SmallPack.IDENTITY_SERVER).resolve("repository/conf");
        SmallPack identityServer = SmallPack.identityServer()
                .file(ExampleDeployment.KEY_STORE, keys)
                .file("bin/version.txt", "WSO2 Identity Server v5.7.0\n");
        for (String moved : List.of("identity.xml", "security/sso-idp-config.xml")) {
            identityServer
                    .without("repository/conf/" + moved)
                    .file(
                            "repository/conf/identity/" + Path.of(moved).getFileName(),
                            Files.readAllBytes(configuration.resolve(moved)));
        }
        Files.move(identityServer.toZip(folder.resolve("other")), folder.resolve("wso2is-5.7.0.zip"));
    }

    /** What is told of a deployment, errors first, a line each; files by their names. */
    private String messages(TestDeployment deployment) throws IOException {
        List<String> told = new ArrayList<>();
        try {
            deployment.validate();
        } catch (DeploymentException problems) {
            told.add(problems.getMessage());
        }
        told.addAll(deployment.warnings());
        return told.stream()
                .map(line -> line.replace(folder + "/", "") + "\n")
                .distinct()
                .collect(Collectors.joining());
    }

    /** Makes the changes of a diff: between blank lines, what stays and goes is found as it stands there. */
    private static String changed(String descriptor, String diff) {
        String result = descriptor;
        for (String hunk : diff.split("\n\n")) {
            String before = lines(hunk, "-");
            assertThat(result).containsOnlyOnce(before);
            result = result.replace(before, lines(hunk, "+"));
        }
        return result;
    }

    private static String lines(String hunk, String sign) {
        return hunk.lines()
                .filter(line -> line.startsWith(" ") || line.startsWith(sign))
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining());
    }

    private static void assertWorks(Map<String, NodeHome> homes) throws IOException {
        assertThat(homes).hasSize(10).containsKey("traffic-manager").doesNotContainKey("bam-1");
        assertThat(homes.get("traffic-manager").text("bin/start-node.sh")).contains("PROFILE=traffic-manager\n");
        assertThat(homes.get("gateway-worker-1")
                        .value("repository/conf/api-manager.xml", "//TrafficManager/ReceiverUrlGroup"))
                .isEqualTo("tcp://tm.internal:9611");
    }
}
