package io.github.apim.image.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.ManifestAndDigest;
import com.google.cloud.tools.jib.registry.RegistryClient;
import io.github.apim.image.BaseImage;
import io.github.apim.image.Digest;
import io.github.apim.image.Image;
import io.github.apim.image.Layer;
import io.github.apim.image.OciLayout;
import io.github.apim.image.Platform;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.security.DigestException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches base images from registries and pushes images there. */
public final class Registry {

    private static final String USER_AGENT = "apim-maven-plugin";

    private final Logins logins;
    private final boolean insecure;

    /** @param insecure whether a registry may be spoken to without TLS, or under a certificate that nobody knows */
    public Registry(Logins logins, boolean insecure) {
        this.logins = logins;
        this.insecure = insecure;
    }

    /** Talks to one repository. */
    interface Talk<T> {
        T with(RegistryClient client) throws IOException, RegistryException;
    }

    /**
     * Fetches an image, as far as it is not in a layout yet.
     *
     * @param reference such as {@code eclipse-temurin:17-jre}, with or without a digest
     * @throws RegistryRefusal if there is no such image, or not for the platform, or not for this user
     * @throws IOException     if the registry cannot be reached, or a file not be written
     */
    public BaseImage pull(String reference, Platform platform, OciLayout layout) throws IOException {
        ImageReference image = parse(reference);
        return talk(
                image,
                Optional.empty(),
                false,
                client -> new Pull(client, reference, layout).run(image.getQualifier(), platform));
    }

    /** What of an image has travelled. */
    public record Pushed(int blobs, long bytes, boolean unchanged) {}

    /**
     * Pushes an image, as far as it is not there yet: blobs first and the manifest last, so that a tag never leads to less
     * than an image.
     *
     * @param repository such as {@code registry.example.com/team/apim-gw-1}
     * @param tag        what the manifest is to be found under, beside its digest
     * @param there      repositories with layers that they have already
     * @throws RegistryRefusal if the registry refuses this user
     * @throws IOException     if the registry cannot be reached, or a blob not be read
     */
    public Pushed push(OciLayout layout, Image image, String repository, String tag, Map<String, Set<Digest>> there)
            throws IOException {
        ImageReference target = parse(repository + ":" + tag);
        Optional<Source> source = Source.of(target, image, there);
        return talk(
                target,
                source.map(Source::repository),
                true,
                client -> new Push(client, layout, source).run(image, tag));
    }

    /**
     * The repository that layers are taken from without travelling. It is one only: a registry's token is for the target and
     * one more, and what is asked of a third one is refused.
     */
    private record Source(String repository, Set<Digest> layers) {

        /** That of the target's registry which has the most bytes of an image. */
        static Optional<Source> of(ImageReference target, Image image, Map<String, Set<Digest>> there) {
            Optional<Source> best = Optional.empty();
            long most = 0;
            for (Map.Entry<String, Set<Digest>> entry : there.entrySet()) {
                ImageReference other = parse(entry.getKey());
                long bytes = image.layers().stream()
                        .filter(layer -> entry.getValue().contains(layer.digest()))
                        .mapToLong(Layer::size)
                        .sum();
                if (bytes > most
                        && other.getRegistry().equals(target.getRegistry())
                        && !other.getRepository().equals(target.getRepository())) {
                    best = Optional.of(new Source(other.getRepository(), entry.getValue()));
                    most = bytes;
                }
            }
            return best;
        }
    }

    private <T> T talk(ImageReference image, Optional<String> source, boolean push, Talk<T> talk) throws IOException {
        Optional<Login> login = logins.of(image);
        FailoverHttpClient http = new FailoverHttpClient(insecure, insecure, event -> {});
        try {
            RegistryClient.Factory factory = source.isPresent()
                    ? RegistryClient.factory(
                            EventHandlers.NONE, image.getRegistry(), image.getRepository(), source.get(), http)
                    : RegistryClient.factory(EventHandlers.NONE, image.getRegistry(), image.getRepository(), http);
            RegistryClient client = factory.setUserAgent(USER_AGENT)
                    .setCredential(login.map(known -> Credential.from(known.user(), known.password()))
                            .orElse(null))
                    .newRegistryClient();
            boolean bearer = push ? client.doPushBearerAuth() : client.doPullBearerAuth();
            if (!bearer && login.isPresent()) {
                client.configureBasicAuth();
            }
            return talk.with(client);
        } catch (RegistryException problem) {
            throw Refusals.of(problem, image.toString(), image.getRegistry(), login);
        } catch (IOException problem) {
            throw failure(problem, image, login, push);
        } finally {
            http.shutDown();
        }
    }

    /**
     * The library hands on as one kind what the registry says while a blob is on its way, or says in no language of
     * registries, what this machine's disk does, and what the network does.
     */
    private static IOException failure(IOException problem, ImageReference image, Optional<Login> login, boolean push) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (each instanceof RegistryException refused) {
                throw Refusals.of(refused, image.toString(), image.getRegistry(), login);
            }
            if (each instanceof FileSystemException local) {
                return local;
            }
            if (each instanceof JsonProcessingException) {
                throw new RegistryRefusal(
                        image.getRegistry() + " answers about " + image
                                + " as no registry does; is it one, and is there no" + " proxy before it?",
                        problem);
            }
        }
        return new IOException(
                "the registry " + image.getRegistry() + " cannot be reached for " + image + ": "
                        + Refusals.message(problem)
                        + (push ? "; what has been pushed so far is not sent again next time" : ""),
                problem);
    }

    private static ImageReference parse(String reference) {
        try {
            return ImageReference.parse(reference);
        } catch (InvalidImageReferenceException problem) {
            throw new RegistryRefusal("'" + reference + "' is not the name of an image", problem);
        }
    }

    static DescriptorDigest descriptor(Digest digest) {
        try {
            return DescriptorDigest.fromDigest(digest.toString());
        } catch (DigestException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Sends what is missing. */
    private record Push(RegistryClient client, OciLayout layout, Optional<Source> source) {

        Pushed run(Image image, String tag) throws IOException, RegistryException {
            Optional<? extends ManifestAndDigest<?>> there = client.checkManifest(tag);
            if (there.isPresent() && there.get().getDigest().equals(descriptor(image.digest()))) {
                return new Pushed(0, 0, true);
            }
            int blobs = 0;
            long bytes = 0;
            Map<Digest, Long> all = new LinkedHashMap<>();
            image.layers().forEach(layer -> all.put(layer.digest(), layer.size()));
            all.put(image.configDigest(), (long) image.config().length);
            for (Map.Entry<Digest, Long> blob : all.entrySet()) {
                DescriptorDigest digest = descriptor(blob.getKey());
                if (client.checkBlob(digest).isEmpty()
                        && !client.pushBlob(
                                digest,
                                Blobs.from(layout.blob(blob.getKey())),
                                source.filter(other -> other.layers().contains(blob.getKey()))
                                        .map(Source::repository)
                                        .orElse(null),
                                written -> {})) {
                    blobs++;
                    bytes += blob.getValue();
                }
            }
            client.pushManifest(new RawManifest(image.manifest()), tag);
            return new Pushed(blobs, bytes, false);
        }
    }
}
