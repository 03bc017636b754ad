package io.github.apim.maven;

import io.github.apim.assembly.NodeOutput;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/** Attaches nodes to the project, if that is wanted, so that they are installed and deployed with it. */
record Attachments(boolean wanted, MavenProject project, MavenProjectHelper helper, Path outputFolder) {

    /** Each node with its checksum and manifest, its name as classifier. */
    void add(List<String> nodes) {
        if (!wanted) {
            return;
        }
        for (String node : nodes) {
            NodeOutput output = NodeOutput.of(outputFolder, node);
            helper.attachArtifact(project, "tar.gz", node, output.tarball().toFile());
            helper.attachArtifact(
                    project, "tar.gz.sha256", node, output.checksum().toFile());
            helper.attachArtifact(
                    project, "manifest.json", node, output.manifest().toFile());
        }
    }
}
