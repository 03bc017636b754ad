package io.github.apim.image.registry;

import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate.ContentDescriptorTemplate;
import com.google.cloud.tools.jib.image.json.ManifestListTemplate;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import com.google.cloud.tools.jib.registry.RegistryClient;
import io.github.apim.archive.WholeFile;
import io.github.apim.image.BaseImage;
import io.github.apim.image.Digest;
import io.github.apim.image.Layer;
import io.github.apim.image.OciLayout;
import io.github.apim.image.Platform;
import io.github.apim.manifest.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fetches one image from one repository. */
final class Pull {

    /** Far more than any configuration has. */
    private static final long MOST_BYTES_OF_CONFIG = 8L << 20;

    private final RegistryClient client;
    private final String reference;
    private final OciLayout layout;

    Pull(RegistryClient client, String reference, OciLayout layout) {
        this.client = client;
        this.reference = reference;
        this.layout = layout;
    }

    BaseImage run(String qualifier, Platform platform) throws IOException, RegistryException {
        ManifestAndDigest<? extends ManifestTemplate> found = client.pullManifest(qualifier);
        if (found.getManifest() instanceof ManifestListTemplate list) {
            List<String> digests = list.getDigestsForPlatform(platform.architecture(), platform.os());
            if (digests.isEmpty()) {
                throw new RegistryRefusal(
                        reference + " is not there for " + platform + "; take another base, or another images.platform",
                        null);
            }
            found = client.pullManifest(digests.get(0));
        }
        if (!(found.getManifest() instanceof BuildableManifestTemplate manifest)) {
            throw new RegistryRefusal(
                    reference + " has a manifest of a form that nobody writes any more; take a newer image", null);
        }
        Map<?, ?> config = config(manifest.getContainerConfiguration());
        BaseImage base =
                BaseImage.of(reference, Digest.parse(found.getDigest().toString()), config, layers(manifest, config));
        if (!base.platform().equals(platform)) {
            throw new RegistryRefusal(
                    reference + " is made for " + base.platform() + ", but images.platform is " + platform, null);
        }
        for (Layer layer : base.layers()) {
            if (!layout.has(layer.digest(), layer.size())) {
                fetch(layer.digest());
            }
        }
        return base;
    }

    private Map<?, ?> config(ContentDescriptorTemplate place) throws IOException {
        if (place.getSize() > MOST_BYTES_OF_CONFIG) {
            throw new RegistryRefusal(reference + " has a configuration of " + place.getSize() + " bytes", null);
        }
        byte[] json = Blobs.writeToByteArray(client.pullBlob(place.getDigest(), size -> {}, written -> {}));
        try {
            return (Map<?, ?>) Json.read(json);
        } catch (IllegalArgumentException | ClassCastException problem) {
            throw new RegistryRefusal(reference + " has a configuration that cannot be read", problem);
        }
    }

    private List<Layer> layers(BuildableManifestTemplate manifest, Map<?, ?> config) {
        List<?> diffIds = config.get("rootfs") instanceof Map<?, ?> tree && tree.get("diff_ids") instanceof List<?> ids
                ? ids
                : List.of();
        if (diffIds.size() != manifest.getLayers().size()) {
            throw new RegistryRefusal(
                    reference + " has " + manifest.getLayers().size() + " layers, but its configuration knows "
                            + diffIds.size(),
                    null);
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            ContentDescriptorTemplate layer = manifest.getLayers().get(i);
            layers.add(new Layer(
                    Layer.TAR_GZ,
                    Digest.parse(layer.getDigest().toString()),
                    layer.getSize(),
                    Digest.parse(String.valueOf(diffIds.get(i)))));
        }
        return layers;
    }

    /** The layout gets the blob when all of it is on the disk; that its bytes are those of its name, the library checks. */
    private void fetch(Digest digest) throws IOException {
        Path blob = layout.blob(digest);
        WholeFile.write(
                blob,
                out -> {
                    client.pullBlob(Registry.descriptor(digest), size -> {}, written -> {})
                            .writeTo(out);
                    requireGzip(WholeFile.part(blob));
                },
                "rw-r--r--");
    }

    /** The library does not tell how a layer says that it is compressed; all but this is rare. */
    private void requireGzip(Path layer) throws IOException {
        try (InputStream in = Files.newInputStream(layer)) {
            if (in.read() != 0x1f || in.read() != 0x8b) {
                throw new RegistryRefusal(
                        reference
                                + " has a layer that is not compressed by gzip, which this plugin cannot pass on; take"
                                + " another base",
                        null);
            }
        }
    }
}
