package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** What stops a goal is said in words, whichever way it comes. */
class FailuresTest {

    private static void explained(Failures.Work work) throws Exception {
        Failures.explained(new AssemblyLog(new SystemStreamLog()), work);
    }

    @Test
    void whatTheFileSystemRefusesIsSaidInWords() {
        assertThatThrownBy(() -> explained(() -> {
                    throw new AccessDeniedException("/srv/packs");
                }))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("/srv/packs: permission denied");
    }

    @Test
    void soItIsWhereAnInterfaceLetsNoIOExceptionThrough() {
        IOException cause = new NoSuchFileException("/srv/homes/box-1");

        assertThatThrownBy(() -> explained(() -> {
                    throw new UncheckedIOException(cause);
                }))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("/srv/homes/box-1 does not exist")
                .hasCause(cause);
    }
}
