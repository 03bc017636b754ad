package io.github.apim.maven;

import io.github.apim.assembly.BaseOutput;
import io.github.apim.assembly.NodeOutput;
import io.github.apim.deployment.Environment;
import io.github.apim.manifest.TarballChecksum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/** Attaches nodes to the project, if that is wanted, so that they are installed and deployed with it. */
record Attachments(
        boolean wanted,
        MavenSession session,
        MavenProject project,
        MavenProjectHelper helper,
        Environment environment,
        Path outputFolder,
        Consumer<String> warnings) {

    /**
     * Each node with its checksum and manifest, its name as classifier, after that of an environment; and what layers are
     * to be unpacked over.
     */
    void add(List<String> nodes) throws IOException {
        if (!wanted || nodes.isEmpty()) {
            return;
        }
        Set<String> classifiers = new LinkedHashSet<>();
        for (String node : nodes) {
            NodeOutput output = NodeOutput.of(outputFolder, node);
            String classifier = classifier(node);
            classifiers.add(classifier);
            helper.attachArtifact(
                    project, "tar.gz", classifier, output.tarball().toFile());
            helper.attachArtifact(
                    project, "tar.gz.sha256", classifier, output.checksum().toFile());
            helper.attachArtifact(
                    project, "manifest.json", classifier, output.manifest().toFile());
            Optional<TarballChecksum.Base> base =
                    TarballChecksum.read(output.checksum()).base();
            if (base.isPresent() && classifiers.add(classifier(baseName(base.get())))) {
                BaseOutput below = BaseOutput.of(outputFolder, base.get().file());
                String name = classifier(baseName(base.get()));
                helper.attachArtifact(project, "tar.gz", name, below.tarball().toFile());
                helper.attachArtifact(
                        project, "tar.gz.sha256", name, below.checksum().toFile());
            }
        }
        List<Artifact> attached = new ArrayList<>(project.getAttachedArtifacts());
        attached.removeIf(artifact -> !classifiers.contains(artifact.getClassifier()));
        InstalledModes.keep(session, attached);
        warnings.accept(
                "apim.attach: the tarballs hold passwords in clear text; deploy sends them to the repository, and"
                        + " whoever may read there reads them all: use a repository that only those may read who may have the"
                        + " machines");
    }

    private static String baseName(TarballChecksum.Base base) {
        return base.file().replaceFirst("\\.tar\\.gz$", "");
    }

    /** Two environments of one version must not replace each other in a repository. */
    private String classifier(String node) {
        return environment.name().map(name -> name + "-").orElse("") + node;
    }
}
