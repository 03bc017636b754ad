package io.github.apim.assembly.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.assembly.LayerView;
import io.github.apim.assembly.Layout;
import io.github.apim.assembly.Masking;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.assembly.TarballLayers;
import io.github.apim.assembly.images.ImageLayers;
import io.github.apim.assembly.images.ImageRequest;
import io.github.apim.testing.ImageBuild;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan tells of layers: which would be written, and which file is in which. */
class LayersInPlansTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: { username: u, password: "a-password" }
            images: { base: scratch, registry: registry.example.com/team }
            nodes:
              worker: { role: gateway-worker, host: w.internal, address: 10.0.0.11, jvm: { heap: 2g } }
              km:     { role: key-manager, host: km.internal, address: 10.0.0.13 }
            """;

    private static final String WORKER = "registry.example.com/team/apim-worker:7";

    @TempDir
    Path folder;

    private TestDeployment deployment;

    @BeforeEach
    void makeDeployment() throws IOException {
        deployment =
                TestDeployment.in(folder, TestPacks.SMALL.zip(), DESCRIPTOR).in(Layout.LAYERED);
    }

    private LayerView images(PlanRequest request) throws IOException {
        return new ImageLayers(new ImageRequest(
                request,
                deployment.output(),
                Optional.empty(),
                "test",
                Optional.empty(),
                "7",
                false,
                Optional.empty()));
    }

    private LayerView tarballs(PlanRequest request) {
        return new TarballLayers(deployment.output(), request, "test", Optional.empty());
    }

    private Map<String, NodeDiff> plan(boolean images, boolean tarballs) throws IOException {
        PlanRequest request = deployment.planRequest();
        List<LayerView> views = new ArrayList<>();
        if (images) {
            views.add(images(request));
        }
        if (tarballs) {
            views.add(tarballs(request));
        }
        Map<String, NodeDiff> diffs = new LinkedHashMap<>();
        new PlanReview(request, TestDeployment::unresolved, deployment.listener(), Optional.empty(), List.of())
                .with(views)
                .run(diff -> diffs.put(diff.plan().node().name(), diff));
        return diffs;
    }

    private static List<String> headings(NodeDiff diff) {
        return new PlanText(Masking.NONE)
                .of(diff).stream()
                        .map(PlanText.Line::text)
                        .filter(line -> line.startsWith("  layer ")
                                || line.startsWith("  image ")
                                || line.startsWith("  tarball ")
                                || line.startsWith("  in "))
                        .toList();
    }

    @Test
    void withoutImagesNorLayersAPlanIsAsItWas() throws IOException {
        assertThat(plan(false, false).values()).allSatisfy(diff -> {
            assertThat(headings(diff)).isEmpty();
            assertThat(new PlanJson(Masking.NONE).of(diff)).doesNotContainKey("outputs");
        });
    }

    @Test
    void layersOfImagesAreToldFromTheBottomUp() throws IOException {
        assertThat(headings(plan(true, false).get("worker")))
                .containsExactly(
                        "  image " + WORKER + " would be built and pushed",
                        "  layer pack: would be written",
                        "  layer libraries: would be written",
                        "  layer node: would be written",
                        "  in no layer, but mounted:");
    }

    @Test
    void onlyTheLayerThatChangesWouldBeWritten() throws IOException {
        new ImageBuild(deployment).run();
        deployment.with("heap: 2g", "heap: 3g");

        Map<String, NodeDiff> diffs = plan(true, false);

        assertThat(headings(diffs.get("worker")))
                .startsWith(
                        "  image " + WORKER + " would be built and pushed",
                        "  layer pack: unchanged",
                        "  layer libraries: unchanged",
                        "  layer node: would be written");
        assertThat(headings(diffs.get("km")))
                .startsWith(
                        "  image registry.example.com/team/apim-km:7 would not be built, for it is there, but pushed",
                        "  layer pack: unchanged",
                        "  layer libraries: unchanged",
                        "  layer node: unchanged");
    }

    @Test
    void eachFileStandsBelowItsLayerAndNoneIsLost() throws IOException {
        NodeDiff diff = plan(true, false).get("worker");
        List<String> lines = new PlanText(Masking.NONE)
                .of(diff).stream().map(PlanText.Line::text).toList();
        List<String> plain = new PlanText(Masking.NONE)
                .of(plan(false, false).get("worker")).stream()
                        .map(PlanText.Line::text)
                        .toList();

        assertThat(lines)
                .containsAll(plain)
                .hasSize(plain.size() + headings(diff).size());
        assertThat(below(lines, "  layer libraries"))
                .anyMatch(line -> line.contains("mysql-connector-java-5.1.49.jar"));
        assertThat(below(lines, "  layer node"))
                .anyMatch(line -> line.contains("repository/conf/carbon.xml"))
                .noneMatch(line -> line.contains("master-datasources.xml"));
        assertThat(below(lines, "  in no layer")).anyMatch(line -> line.contains("master-datasources.xml"));
    }

    /** The lines from one that begins so to the next heading. */
    private static List<String> below(List<String> lines, String heading) {
        int from = 0;
        while (!lines.get(from).startsWith(heading)) {
            from++;
        }
        int to = from + 1;
        while (to < lines.size() && lines.get(to).matches("  (added|changed|removed) .*")) {
            to++;
        }
        return lines.subList(from + 1, to);
    }

    @Test
    void layersOfTarballsAreTheBaseAndTheNodes() throws IOException {
        assertThat(headings(plan(false, true).get("worker")))
                .containsExactly(
                        "  tarball worker.tar.gz would be built",
                        "  layer api-manager-1.9.0.base.tar.gz: would be written",
                        "  layer node: would be written");

        deployment.run(NodeSelection.ALL, 2);
        deployment.with("heap: 2g", "heap: 3g");

        Map<String, NodeDiff> diffs = plan(true, true);
        assertThat(headings(diffs.get("worker")))
                .startsWith(
                        "  tarball worker.tar.gz would be built",
                        "  layer api-manager-1.9.0.base.tar.gz: unchanged",
                        "  layer node: would be written",
                        "  image " + WORKER + " would be built and pushed");
        assertThat(headings(diffs.get("km")))
                .startsWith(
                        "  tarball km.tar.gz would not be built: it is there",
                        "  layer api-manager-1.9.0.base.tar.gz: unchanged",
                        "  layer node: unchanged");
    }

    @Test
    void programsAreToldTheSame() throws IOException {
        Map<String, Object> json =
                new PlanJson(Masking.NONE).of(plan(true, true).get("worker"));

        List<?> outputs = (List<?>) json.get("outputs");
        Map<?, ?> image = (Map<?, ?>) outputs.get(0);
        assertThat(image.get("kind")).isEqualTo("image");
        assertThat(image.get("name")).isEqualTo(WORKER);
        assertThat(image.get("built")).isEqualTo(true);
        assertThat(image.get("pushed")).isEqualTo(true);
        assertThat(image.get("mounted").toString()).contains("master-datasources.xml");
        Map<?, ?> node = (Map<?, ?>) ((List<?>) image.get("layers")).get(2);
        assertThat(node.get("layer")).isEqualTo("node");
        assertThat(node.get("written")).isEqualTo(true);
        assertThat(node.get("files").toString()).contains("carbon.xml").doesNotContain("master-datasources.xml");
        assertThat(((Map<?, ?>) outputs.get(1)).get("kind")).isEqualTo("tarball");
        assertThat(((Map<?, ?>) outputs.get(1)).containsKey("pushed")).isFalse();
    }

    @Test
    void nothingIsWritten() throws IOException {
        plan(true, true);

        assertThat(deployment.output()).doesNotExist();
    }
}
