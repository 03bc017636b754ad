package io.github.apim.assembly;

import io.github.apim.archive.Sha256;
import io.github.apim.deployment.Addition;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.ArtifactReference.Coordinates;
import io.github.apim.deployment.ArtifactReference.LocalPath;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.KeyStores;
import io.github.apim.deployment.PackReference;
import io.github.apim.deployment.Secret;
import io.github.apim.descriptor.CredentialsException;
import io.github.apim.descriptor.CredentialsLookup;
import io.github.apim.descriptor.PropertyLookup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records the external inputs of a build: properties, credentials, artifacts and files. Equal inputs make equal outputs,
 * so a build with the same inputs can be skipped. Files are identified by metadata (size, time, inode), not read.
 */
public final class Answers {

    private static final String NONE = "none";
    private static final String SOME = "some ";

    /** The kind of an input. */
    enum Kind {
        PROPERTY,
        CREDENTIALS,
        PASSWORD,
        ARTIFACT,
        FILES
    }

    /** A question: the name of a property, the id of a server, an artifact's coordinates, or a path. */
    record Question(Kind kind, String name) {}

    private final PropertyLookup properties;
    private final CredentialsLookup credentials;
    private final ArtifactResolver artifacts;
    private final Map<Question, String> answers = new LinkedHashMap<>();

    /** Delegates to these, and records each access. */
    public Answers(PropertyLookup properties, CredentialsLookup credentials, ArtifactResolver artifacts) {
        this.properties = properties;
        this.credentials = credentials;
        this.artifacts = artifacts;
    }

    /** The properties; each access is recorded. */
    public PropertyLookup properties() {
        return name -> {
            Optional<String> value = properties.lookup(name);
            answers.put(
                    new Question(Kind.PROPERTY, name), value.map(SOME::concat).orElse(NONE));
            return value;
        };
    }

    /** The credentials; each access is recorded. */
    public CredentialsLookup credentials() {
        return new CredentialsLookup() {
            @Override
            public Optional<Credentials> lookup(String id) {
                Optional<Credentials> found = credentials.lookup(id);
                answers.put(
                        new Question(Kind.CREDENTIALS, id),
                        found.map(user -> SOME + user.username() + "\0"
                                        + user.password().reveal())
                                .orElse(NONE));
                return found;
            }

            @Override
            public Optional<Secret> password(String id) {
                Optional<Secret> found = credentials.password(id);
                answers.put(
                        new Question(Kind.PASSWORD, id),
                        found.map(secret -> SOME + secret.reveal()).orElse(NONE));
                return found;
            }
        };
    }

    /** The artifacts; each access is recorded with the fingerprint of the file. */
    public ArtifactResolver artifacts() {
        return coordinates -> {
            Path file = artifacts.resolve(coordinates);
            answers.put(new Question(Kind.ARTIFACT, coordinates.toString()), SOME + Looks.of(file));
            return file;
        };
    }

    /** Records the fingerprint of a file or a folder's tree, before it is read. */
    public void watch(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        answers.put(new Question(Kind.FILES, absolute.toString()), Looks.of(absolute));
    }

    /** Records the fingerprints of all files that a descriptor names, whichever nodes need them. */
    public void watch(Deployment deployment) throws IOException {
        for (PackReference pack : deployment.packs().values()) {
            watch(pack.artifact());
        }
        watch(deployment.databases().driver());
        if (deployment.svn().isPresent()) {
            for (ArtifactReference jar : deployment.svn().get().client()) {
                watch(jar);
            }
        }
        if (deployment.secureVault().isPresent()) {
            watch(Sealing.lock(deployment));
        }
        if (deployment.userStore().isPresent()) {
            watch(deployment.userStore().get().file());
        }
        for (KeyStores.Store store : deployment.keyStores().all()) {
            watch(store.file());
        }
        for (Addition addition : deployment.additions()) {
            watch(addition.artifact());
        }
        for (var node : deployment.nodes()) {
            if (node.overlay().isPresent()) {
                watch(node.overlay().get());
            }
        }
    }

    private void watch(ArtifactReference reference) throws IOException {
        if (reference.place() instanceof LocalPath local) {
            watch(local.path());
        }
    }

    Set<Question> questions() {
        return answers.keySet();
    }

    /** Evaluates the inputs of an earlier build again. */
    void ask(List<Question> questions) throws IOException, CredentialsException {
        for (Question question : questions) {
            switch (question.kind()) {
                case PROPERTY -> properties().lookup(question.name());
                case CREDENTIALS -> credentials().lookup(question.name());
                case PASSWORD -> credentials().password(question.name());
                case ARTIFACT -> artifacts().resolve(coordinates(question.name()));
                case FILES -> watch(Path.of(question.name()));
            }
        }
    }

    private static Coordinates coordinates(String text) {
        String[] parts = text.split(":", 5);
        return parts.length == 5
                ? new Coordinates(parts[0], parts[1], parts[2], parts[3], parts[4])
                : new Coordinates(parts[0], parts[1], parts[2], "", parts[3]);
    }

    /** One digest over all inputs and their values; passwords go into it, but are never hashed alone. */
    String digest(List<Question> questions) {
        MessageDigest digest = Sha256.start();
        for (Question question : questions) {
            String line = question.kind() + "\0" + question.name() + "\0" + answers.get(question) + "\0\0";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
