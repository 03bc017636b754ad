package io.github.apim.family;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.archive.Limits;
import io.github.apim.archive.SourceArchive;
import io.github.apim.archive.SourceOptions;
import io.github.apim.assembly.diff.PlanReview;
import io.github.apim.assembly.diff.PlanText;
import io.github.apim.companion.CompanionContext;
import io.github.apim.companion.CompanionFile;
import io.github.apim.companion.Companions;
import io.github.apim.deployment.ArtifactReference.LocalPath;
import io.github.apim.deployment.Deployment;
import io.github.apim.product.Pack;
import io.github.apim.product.Product;
import io.github.apim.report.DeploymentPage;
import io.github.apim.report.NodeSummary;
import io.github.apim.testing.KnownValues;
import io.github.apim.testing.TestDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where secrets stand in all that comes of a deployment with encrypted passwords, and where its messages say they do. */
public final class SealedHomes {

    /** In a message about a node, and in the name of an entry of its tarball. */
    private static final Pattern TOLD = Pattern.compile("nodes\\.([\\w-]+): (\\S+): .*\\[M54\\].*", Pattern.DOTALL);

    private static final Pattern FOUND = Pattern.compile(".*/([\\w-]+)\\.tar\\.gz!wso2\\w+-[\\d.]+/(\\S+) holds .*");

    private SealedHomes() {}

    /** The files that the last assembly has told of, each behind its node. */
    static Set<String> told(TestDeployment deployment) {
        return deployment.accepted().stream()
                .map(TOLD::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1) + " " + matcher.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The files within the tarballs that hold a value, each behind its node; nothing else that is written may. */
    static Set<String> found(TestDeployment deployment, List<String> values) throws IOException {
        List<String> found = KnownValues.in(deployment.output(), values);
        assertThat(found).allMatch(line -> FOUND.matcher(line).matches());
        return found.stream()
                .map(FOUND::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1) + " " + matcher.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Where values stand outside the tarballs of an assembled deployment: in its ciphertexts, its plans, its companions, its
     * page and its messages.
     */
    public static List<String> shown(TestDeployment deployment, List<String> values) throws IOException {
        Path folder = deployment.folder().resolve("shown");
        List<String> messages = new ArrayList<>(deployment.warnings());
        messages.addAll(deployment.accepted());
        write(folder.resolve("messages"), String.join("\n", messages).getBytes(UTF_8));
        write(folder.resolve("plan"), plan(deployment).getBytes(UTF_8));
        surround(deployment, folder, messages);
        List<String> found = new ArrayList<>(KnownValues.in(folder, values));
        found.addAll(KnownValues.in(deployment.folder().resolve("secrets.lock"), values));
        return found;
    }

    /** What the API Manager's pack and the descriptor give. */
    private static void surround(TestDeployment deployment, Path folder, List<String> messages) throws IOException {
        Deployment read = deployment.read().deployment();
        LocalPath zip = (LocalPath) read.packs().get(Product.API_MANAGER).artifact();
        SourceOptions options =
                new SourceOptions(Limits.DEFAULT, deployment.folder().resolve("cache"), 1);
        try (Pack pack = Pack.of(Product.API_MANAGER, zip.path(), SourceArchive.open(zip.path(), options), false)) {
            CompanionContext context = CompanionContext.of(read, Map.of(Product.API_MANAGER, pack));
            List<CompanionFile> companions = Companions.files(context);
            assertThat(companions).isNotEmpty();
            for (CompanionFile companion : companions) {
                write(folder.resolve("companions").resolve(companion.path()), companion.content());
            }
            List<NodeSummary> nodes = context.deployment().nodes().stream()
                    .map(node -> new NodeSummary(node.name(), Optional.empty(), List.of()))
                    .toList();
            write(
                    folder.resolve(DeploymentPage.PATH),
                    DeploymentPage.html(context, nodes, messages).getBytes(UTF_8));
        }
    }

    private static String plan(TestDeployment deployment) throws IOException {
        StringBuilder text = new StringBuilder();
        PlanReview review = new PlanReview(
                deployment.planRequest(),
                TestDeployment::unresolved,
                TestDeployment.listener(new ArrayList<>()),
                Optional.empty(),
                List.of());
        review.run(diff -> new PlanText(review.masking())
                .of(diff)
                .forEach(line -> text.append(line.text()).append('\n')));
        assertThat(text).isNotEmpty();
        return text.toString();
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
