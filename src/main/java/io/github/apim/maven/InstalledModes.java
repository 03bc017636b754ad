package io.github.apim.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.repository.LocalRepositoryManager;

/**
 * Makes what is installed of attached nodes in the local repository readable for its owner only. Maven copies files there
 * with the modes that the umask leaves, and asks nobody; so this follows each goal that has ended. It hears of them as a
 * listener of the build, which needs no extension: not every build declares the plugin as one.
 */
final class InstalledModes {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private InstalledModes() {}

    /** Watches over these until the build ends. */
    static void keep(MavenSession session, List<Artifact> attached) {
        LocalRepositoryManager repository = session.getRepositorySession().getLocalRepositoryManager();
        Path folder = repository.getRepository().getBasedir().toPath();
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        List<Path> installed = attached.stream()
                .map(artifact ->
                        folder.resolve(repository.getPathForLocalArtifact(RepositoryUtils.toArtifact(artifact))))
                .toList();
        MavenExecutionRequest request = session.getRequest();
        synchronized (request) {
            request.setExecutionListener(after(request.getExecutionListener(), () -> narrow(installed)));
        }
    }

    /** A listener that hands everything on, and then does this when a goal has ended. */
    private static ExecutionListener after(ExecutionListener listener, Runnable ended) {
        return (ExecutionListener) Proxy.newProxyInstance(
                ExecutionListener.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                (proxy, method, arguments) -> {
                    try {
                        return listener == null ? null : method.invoke(listener, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    } finally {
                        if (method.getName().startsWith("mojo")) {
                            ended.run();
                        }
                    }
                });
    }

    private static void narrow(List<Path> files) {
        try {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    Files.setPosixFilePermissions(file, OWNER_ONLY);
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
