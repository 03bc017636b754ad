package io.github.apim.assembly.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.Masking;
import io.github.apim.assembly.NodeOutput;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.Plan;
import io.github.apim.assembly.Planning;
import io.github.apim.deployment.Secret;
import io.github.apim.manifest.ManifestFile.Action;
import io.github.apim.manifest.ManifestFile.Type;
import io.github.apim.testing.Command;
import io.github.apim.testing.ExampleDeployment;
import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plan says is what the tarball holds: the plan's patch makes one of the other, with GNU patch. */
class PlanIsResultTest {

    @TempDir
    Path folder;

    @Test
    @Needs(Need.PATCH)
    void thePatchOfEveryNodeMakesOfTheUnpackedPackExactlyTheAssembledTree() throws Exception {
        Path patch = Need.PATCH.path();
        TestDeployment deployment = ExampleDeployment.in(folder);
        Path files = folder.resolve("overlays/all");
        Files.createDirectories(files.resolve("samples/own folder"));
        Files.write(files.resolve("samples/own folder/no end.txt"), new byte[] {'a', '\r', '\n', (byte) 0xe4});
        Files.write(files.resolve("samples/empty.txt"), new byte[0]);
        Files.write(files.resolve("samples/binary.bin"), new byte[] {0, 1, 2});
        deployment.assemble();
        List<NodeDiff> diffs = openDiffs(deployment);

        assertThat(diffs).hasSize(10);
        for (NodeDiff diff : diffs) {
            String node = diff.plan().node().name();
            Path home = unpackedPack(diff);
            Path assembled = untarred(deployment, node);
            Path file = Files.write(folder.resolve(node + ".patch"), new PlanPatch(Masking.NONE).of(diff));
            Command.Result result = new Command(folder, Duration.ofMinutes(1))
                    .run(List.of(patch.toString(), "-p1", "-d", home.toString(), "-i", file.toString()));
            assertThat(result.code()).as(node + result.out() + result.err()).isZero();
            assertThat(result.out()).doesNotContain("fuzz").doesNotContain("offset");
            makeWhatNoPatchHolds(diff, home, assembled);

            assertThat(Trees.diff(Trees.folder(home), Trees.folder(assembled)))
                    .as(node)
                    .isEmpty();
        }
    }

    @Test
    void noPasswordIsInAPlanOfAnyFormButWhatThePatchMasksIsAllThatDiffers() throws Exception {
        TestDeployment deployment = ExampleDeployment.in(folder);
        List<Secret> secrets =
                TestDeployment.passwords().stream().map(Secret::new).toList();
        Masking masking = Masking.of(secrets);

        List<NodeDiff> openDiffs = openDiffs(deployment);
        List<NodeDiff> shownDiffs = diffs(deployment);
        assertThat(shownDiffs).hasSameSizeAs(openDiffs);
        for (int i = 0; i < shownDiffs.size(); i++) {
            NodeDiff diff = shownDiffs.get(i);
            String open = new String(new PlanPatch(Masking.NONE).of(openDiffs.get(i)), StandardCharsets.UTF_8);
            String patch = new String(new PlanPatch(masking).of(diff), StandardCharsets.UTF_8);
            String text = String.join(
                    "\n",
                    new PlanText(masking)
                            .of(diff).stream().map(PlanText.Line::text).toList());
            String json = new PlanJson(masking).of(diff).toString();
            for (String all : List.of(patch, text, json)) {
                assertThat(all)
                        .doesNotContain("secret(")
                        .doesNotContain("secret)")
                        .doesNotContain("&secret")
                        .doesNotContain("&amp;secret")
                        .doesNotContain("=secret")
                        .doesNotContain(">secret")
                        .doesNotContain("&gt;secret");
            }
            assertThat(patch.lines().count()).isEqualTo(open.lines().count());
            if (diff.plan().secrets().contains("repository/conf/user-mgt.xml")) {
                assertThat(open).contains("admin&amp;secret");
                assertThat(patch).contains("<Password>********</Password>");
                assertThat(text).contains("<Password>********</Password>");
            }
        }
    }

    private List<NodeDiff> diffs(TestDeployment deployment) throws IOException {
        // The packs are closed when the review has ended, so what the test needs is read while it lasts.
        List<NodeDiff> diffs = new ArrayList<>();
        new PlanReview(
                        deployment.planRequest(),
                        TestDeployment::unresolved,
                        deployment.listener(),
                        Optional.empty(),
                        List.of())
                .run(diffs::add);
        return diffs;
    }

    /** With all passwords in them. */
    private List<NodeDiff> openDiffs(TestDeployment deployment) throws IOException {
        List<NodeDiff> diffs = new ArrayList<>();
        try (Plan plan =
                new Planning(deployment.planRequest(), TestDeployment::unresolved, deployment.listener()).run()) {
            for (NodePlan node : plan.nodes()) {
                diffs.add(NodeDiff.ofPack(node));
            }
        }
        return diffs;
    }

    private Path unpackedPack(NodeDiff diff) throws Exception {
        Path target = Files.createTempDirectory(folder, "pack");
        run("unzip", "-q", diff.plan().pack().file().toString(), "-d", target.toString());
        return target.resolve(diff.plan().pack().root());
    }

    private Path untarred(TestDeployment deployment, String node) throws Exception {
        Path target = Files.createTempDirectory(folder, "assembled");
        run("tar", "xpzf", NodeOutput.of(deployment.output(), node).tarball().toString(), "-C", target.toString());
        Path home;
        try (Stream<Path> homes = Files.list(target)) {
            home = homes.findFirst().orElseThrow();
        }
        // What the plugin says about the node is no part of the node.
        delete(home.resolve(".apim"));
        return home;
    }

    private void run(String... command) throws Exception {
        Command.Result result = new Command(folder, Duration.ofMinutes(1)).run(List.of(command));
        assertThat(result.code()).as(result.err()).isZero();
    }

    /** Binary files are named by the plan with their hashes; folders by their paths. */
    private static void makeWhatNoPatchHolds(NodeDiff diff, Path home, Path assembled) throws IOException {
        for (FileDiff file : diff.files()) {
            if (PlanPatch.isPatchable(file)) {
                continue;
            }
            Path target = home.resolve(file.path());
            if (file.action() == Action.REMOVED) {
                if (Files.exists(target) && file.state().type() != Type.FOLDER) {
                    Files.delete(target);
                }
            } else if (file.state().type() == Type.FOLDER) {
                Files.createDirectories(target);
            } else {
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(assembled.resolve(file.path())));
                assertThat(FileState.file(0, Files.readAllBytes(target)).digest())
                        .isEqualTo(file.state().digest());
                Files.setPosixFilePermissions(
                        target,
                        PosixFilePermissions.fromString(permissions(file.state().mode())));
            }
        }
        diff.files().stream()
                .filter(file -> file.action() == Action.REMOVED && file.state().type() == Type.FOLDER)
                .sorted(Comparator.comparing(FileDiff::path).reversed())
                .forEach(file -> home.resolve(file.path()).toFile().delete());
    }

    private static String permissions(int mode) {
        StringBuilder text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode >> bit & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
        }
        return text.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
