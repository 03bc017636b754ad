package io.github.apim.maven;

import io.github.apim.assembly.Answers;
import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.deployment.Node;
import io.github.apim.descriptor.ReadResult;
import java.io.File;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Builds one tarball per node of the deployment: the product's pack with exactly this node's configuration, ready to be
 * copied to its machine, untarred and started with {@code bin/start-node.sh}. A node of which nothing has changed is
 * left as it is. At its end it writes what surrounds the nodes, as {@code companions} does alone.
 *
 * @since 1.0.0
 */
@Mojo(name = "assemble", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class AssembleMojo extends DeploymentMojo {

    /**
     * Where the tarballs go: {@code <node>.tar.gz}, and beside each {@code <node>.tar.gz.sha256} and
     * {@code <node>.manifest.json}, which tells what the tarball was made of and what it holds. What surrounds the nodes
     * goes to the folder {@code deployment} in it. A folder, which is made if it is missing.
     *
     * <p>Example: {@code -Dapim.outputDirectory=/srv/releases/7}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputDirectory", defaultValue = "${project.build.directory}/apim")
    private File outputDirectory;

    /**
     * The time of all entries of the tarballs: ISO 8601 or seconds since 1970. Without it the environment variable
     * {@code SOURCE_DATE_EPOCH} counts, and without that the pack's entries keep their own times. Either way the same
     * input gives the same bytes.
     *
     * <p>Example: {@code <outputTimestamp>2026-11-23T00:00:00Z</outputTimestamp>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private String outputTimestamp;

    /**
     * How the nodes lie in the output folder. {@code single}: each tarball is a whole home, about as large as its pack.
     * {@code layered}: what all nodes of a pack have in common lies there once, as {@code <pack>.base.tar.gz}, and the
     * tarballs, of some hundred kilobytes to some megabytes, are unpacked over it.
     *
     * <p>Example: {@code -Dapim.layout=layered}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.layout", defaultValue = "single")
    private String layout;

    /**
     * Whether to write the tarballs alone, without what surrounds the nodes: {@code true} or {@code false}.
     *
     * <p>Example: {@code -Dapim.skipCompanions}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.skipCompanions", defaultValue = "false")
    private boolean skipCompanions;

    /**
     * Whether nodes are built that are there already, just as they would become: {@code true} or {@code false}.
     *
     * <p>Example: {@code -Dapim.force}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.force", defaultValue = "false")
    private boolean force;

    /**
     * Whether the tarballs are attached to the project, each with its checksum and its manifest and with the node's name
     * as classifier, so that they are installed and deployed with it: {@code true} or {@code false}. A tarball is about as
     * large as its pack.
     *
     * <p>Example: {@code <attach>true</attach>}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.attach", defaultValue = "false")
    private boolean attach;

    /**
     * A file for how long the stages took: JSON, in seconds. {@code -X} shows them in the log. Without it no file is
     * written.
     *
     * <p>Example: {@code -Dapim.timings=target/timings.json}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.timings")
    private File timings;

    private final MavenProjectHelper projects;
    private TarballBuild build;

    @Inject
    public AssembleMojo(RepositorySystem repositories, SettingsDecrypter decrypter, MavenProjectHelper projects) {
        super(repositories, decrypter);
        this.projects = projects;
    }

    @Override
    boolean isDone(Answers answers, AssemblyLog log) throws IOException {
        build = new TarballBuild(
                new TarballBuild.Parameters(
                        outputFolder(outputDirectory),
                        !skipCompanions,
                        force,
                        BuildTimestamp.of(outputTimestamp, System.getenv("SOURCE_DATE_EPOCH")),
                        version(),
                        LayoutParameter.of(layout)),
                parameters(),
                new Attachments(
                        attach,
                        session(),
                        project(),
                        projects,
                        environment(),
                        outputFolder(outputDirectory),
                        getLog()::warn),
                log);
        return build.changesNothing(answers);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        build.run(request, resolver);
    }

    @Override
    void done(Answers answers, ReadResult read, AssemblyLog log) throws IOException {
        build.done(
                answers,
                selection().from(read.deployment()).stream().map(Node::name).toList());
    }

    @Override
    void ended(AssemblyLog log) throws IOException {
        if (timings != null) {
            log.timings().write(timings.toPath());
        }
    }
}
