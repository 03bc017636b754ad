package io.github.apim.assembly;

import io.github.apim.deployment.Addition;
import io.github.apim.deployment.ArtifactReference;
import io.github.apim.deployment.ArtifactReference.Coordinates;
import io.github.apim.deployment.ArtifactReference.LocalPath;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.PackReference;
import io.github.apim.descriptor.CredentialsException;
import io.github.apim.descriptor.CredentialsLookup;
import io.github.apim.descriptor.PropertyLookup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a build asked the world outside of itself, and what it was told: if the same questions have the same answers, the
 * same comes out. Files are asked for their looks, not read.
 */
public final class Answers {

    private static final String NONE = "none";
    private static final String SOME = "some ";

    /** Whom a question goes to. */
    enum Kind {
        PROPERTY,
        CREDENTIALS,
        ARTIFACT,
        FILES
    }

    /** A question: the name of a property, the id of a server, an artifact's coordinates, or a path. */
    record Question(Kind kind, String name) {}

    private final PropertyLookup properties;
    private final CredentialsLookup credentials;
    private final ArtifactResolver artifacts;
    private final Map<Question, String> answers = new LinkedHashMap<>();

    /** Asks these, and keeps in mind what for. */
    public Answers(PropertyLookup properties, CredentialsLookup credentials, ArtifactResolver artifacts) {
        this.properties = properties;
        this.credentials = credentials;
        this.artifacts = artifacts;
    }

    /** The properties, each kept in mind when it is asked for. */
    public PropertyLookup properties() {
        return name -> {
            Optional<String> value = properties.lookup(name);
            answers.put(
                    new Question(Kind.PROPERTY, name), value.map(SOME::concat).orElse(NONE));
            return value;
        };
    }

    /** The credentials, each kept in mind when they are asked for. */
    public CredentialsLookup credentials() {
        return id -> {
            Optional<Credentials> found = credentials.lookup(id);
            answers.put(
                    new Question(Kind.CREDENTIALS, id),
                    found.map(user -> SOME + user.username() + "\0"
                                    + user.password().reveal())
                            .orElse(NONE));
            return found;
        };
    }

    /** The artifacts, each kept in mind with the looks of its file when it is asked for. */
    public ArtifactResolver artifacts() {
        return coordinates -> {
            Path file = artifacts.resolve(coordinates);
            answers.put(new Question(Kind.ARTIFACT, coordinates.toString()), SOME + Looks.of(file));
            return file;
        };
    }

    /** Keeps in mind how a file, or all that is in a folder, looks now, before it is read. */
    public void watch(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        answers.put(new Question(Kind.FILES, absolute.toString()), Looks.of(absolute));
    }

    /** Keeps in mind how the files look that a descriptor names, whichever nodes need them. */
    public void watch(Deployment deployment) throws IOException {
        for (PackReference pack : deployment.packs().values()) {
            watch(pack.artifact());
        }
        watch(deployment.databases().driver());
        if (deployment.deploymentSynchronizer().isPresent()) {
            for (ArtifactReference jar :
                    deployment.deploymentSynchronizer().get().client()) {
                watch(jar);
            }
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

    /** Asks again what an earlier build has asked. */
    void ask(List<Question> questions) throws IOException, CredentialsException {
        for (Question question : questions) {
            switch (question.kind()) {
                case PROPERTY -> properties().lookup(question.name());
                case CREDENTIALS -> credentials().lookup(question.name());
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

    /** One digest of all questions and answers; passwords are in it, but never alone. */
    String digest(List<Question> questions) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
        for (Question question : questions) {
            String line = question.kind() + "\0" + question.name() + "\0" + answers.get(question) + "\0\0";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
