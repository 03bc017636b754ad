package io.github.apim.testing;

import io.github.apim.assembly.LayeredOutput;
import io.github.apim.assembly.NodeSelection;
import io.github.apim.assembly.images.ImageAssembly;
import io.github.apim.assembly.images.ImageListener;
import io.github.apim.assembly.images.ImageRequest;
import io.github.apim.assembly.images.NodeImage;
import io.github.apim.deployment.Images;
import io.github.apim.image.registry.Login;
import io.github.apim.image.registry.Logins;
import io.github.apim.image.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds the images of a test's deployment, and keeps what was told of it. */
public final class ImageBuild implements ImageListener {

    private final TestDeployment deployment;
    private NodeSelection selection = NodeSelection.ALL;
    private boolean push;
    private Optional<Path> tar = Optional.empty();
    private Optional<String> tag = Optional.empty();
    private int threads = 2;

    /** What had to be written, by node. */
    public final Map<String, List<String>> written = new TreeMap<>();

    /** What would be built, by node. */
    public final Map<String, LayeredOutput> planned = new TreeMap<>();

    /** The nodes whose images are others than before. */
    public final List<String> changed = new ArrayList<>();

    /** What has travelled, by node. */
    public final Map<String, Registry.Pushed> pushed = new LinkedHashMap<>();

    public final List<String> warnings = new ArrayList<>();

    public ImageBuild(TestDeployment deployment) {
        this.deployment = deployment;
    }

    public ImageBuild of(NodeSelection nodes) {
        selection = nodes;
        return this;
    }

    public ImageBuild pushing() {
        push = true;
        return this;
    }

    public ImageBuild threads(int count) {
        threads = count;
        return this;
    }

    public ImageBuild tag(String text) {
        tag = Optional.of(text);
        return this;
    }

    public ImageBuild tar(Path file) {
        tar = Optional.of(file);
        return this;
    }

    /** Builds, and gives the list of all images by node. */
    public Map<String, NodeImage> run() throws IOException {
        Map<String, NodeImage> images = new LinkedHashMap<>();
        assembly().run().forEach(image -> images.put(image.node(), image));
        return images;
    }

    /** Tells only what would be written. */
    public void show() throws IOException {
        assembly().show();
    }

    private ImageAssembly assembly() throws IOException {
        ImageRequest request = new ImageRequest(
                deployment.planRequest(selection, threads),
                deployment.output(),
                Optional.<Instant>empty(),
                "test",
                tag,
                "7",
                push,
                tar);
        Optional<Images> images = request.plan().descriptor().deployment().images();
        Optional<Login> login = images.flatMap(Images::credentials)
                .map(known -> new Login(known.username(), known.password().reveal(), "images.credentials"));
        Registry registry = new Registry(
                new Logins(
                        login,
                        images.flatMap(Images::registry).map(host -> host.split("/", 2)[0]),
                        Map.of(),
                        deployment.folder()),
                images.filter(Images::insecure).isPresent());
        return new ImageAssembly(request, TestDeployment::unresolved, deployment.listener(), this, registry);
    }

    @Override
    public void built(NodeImage image, boolean another, List<String> layers) {
        written.put(image.node(), layers);
        if (another) {
            changed.add(image.node());
        }
    }

    @Override
    public void planned(String node, LayeredOutput output) {
        written.put(node, output.written());
        planned.put(node, output);
    }

    @Override
    public void pushed(NodeImage image, Registry.Pushed what) {
        pushed.put(image.node(), what);
    }

    @Override
    public void warning(String message) {
        warnings.add(message);
    }
}
