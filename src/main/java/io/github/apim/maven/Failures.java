package io.github.apim.maven;

import io.github.apim.adoption.AdoptionException;
import io.github.apim.archive.ArchiveException;
import io.github.apim.assembly.SelectionException;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.deployment.Problem;
import io.github.apim.deployment.Problem.Severity;
import io.github.apim.image.registry.RegistryRefusal;
import io.github.apim.manifest.ManifestException;
import io.github.apim.overlay.OverlayException;
import io.github.apim.product.PackException;
import io.github.apim.shipping.ShippingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Turns what stops a goal into Maven's two kinds: what the user can mend, and what the world did. */
final class Failures {

    /** A goal's work. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private Failures() {}

    static void explained(AssemblyLog log, Work work) throws MojoExecutionException, MojoFailureException {
        try {
            work.run();
        } catch (DeploymentException problem) {
            // Without the cause, whose message Maven would append: every problem has been listed.
            throw new MojoFailureException(listed(log, problem));
        } catch (SelectionException
                | AdoptionException
                | PackException
                | ArchiveException
                | OverlayException
                | ManifestException
                | ShippingException
                | RegistryRefusal
                | PlannedChangesException
                | EnvironmentsException
                | IllegalParameterException problem) {
            throw new MojoFailureException(problem.getMessage(), problem);
        } catch (UncheckedIOException problem) {
            // Thrown where an interface lets nothing else through; that is no matter of the user's.
            throw unread(problem.getCause());
        } catch (IOException problem) {
            throw unread(problem);
        }
    }

    private static MojoExecutionException unread(IOException problem) {
        return new MojoExecutionException(said(problem), problem);
    }

    /** Each problem gets a line of its own, which editors and terminals turn into a link. */
    private static String listed(AssemblyLog log, DeploymentException problem) {
        Map<String, Integer> errors = new LinkedHashMap<>();
        for (Problem found : problem.problems()) {
            if (found.severity() == Severity.ERROR) {
                log.error(found.toString());
                errors.merge(found.location().file(), 1, Integer::sum);
            } else {
                log.warning(found.toString());
            }
        }
        return errors.entrySet().stream()
                        .map(file -> file.getKey() + " has " + file.getValue()
                                + (file.getValue() == 1 ? " error" : " errors"))
                        .collect(Collectors.joining(", "))
                + "; nothing was written";
    }

    /** The JDK's file exceptions say only a name where the kind of failure is their class. */
    private static String said(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return problem.getMessage() + " does not exist";
        }
        if (problem instanceof AccessDeniedException) {
            return problem.getMessage() + ": permission denied";
        }
        if (problem instanceof FileAlreadyExistsException) {
            return problem.getMessage() + " is in the way: it is a file, but a folder is needed there";
        }
        if (problem instanceof FileSystemException file && file.getReason() == null) {
            return file.getClass().getSimpleName() + ": " + file.getMessage();
        }
        return problem.getMessage() == null ? problem.toString() : problem.getMessage();
    }
}
