package io.github.apim.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Builds of one Java machine, as those of a Maven daemon or an IDE, load the plugin each for itself. */
class QuietBouncyCastleTest {

    private static final String NAME = "BC";

    @TempDir
    Path folder;

    private Provider others;

    @BeforeEach
    void withoutOthers() {
        others = Security.getProvider(NAME);
        Security.removeProvider(NAME);
    }

    @AfterEach
    void asBefore() {
        Security.removeProvider(NAME);
        if (others != null) {
            Security.addProvider(others);
        }
    }

    @Test
    void oneBuildAfterTheOtherSignsAndLeavesNothingToTheJavaMachine() throws Exception {
        List<Provider> before = List.of(Security.getProviders());

        assertThat(signs("first")).isTrue();
        assertThat(signs("second")).isTrue();

        assertThat(Security.getProviders()).containsExactlyElementsOf(before);
    }

    @Test
    void theSameProviderOfAnotherPluginIsNotUsed() throws Exception {
        Security.addProvider(new BouncyCastleProvider());

        assertThat(signs("first")).isTrue();
        assertThat(signs("second")).isTrue();
    }

    /** With classes of its own for everything that is not Java's, as Maven loads a plugin. */
    private boolean signs(String name) throws Exception {
        URL[] places = {
            placeOf(KeySigning.class),
            placeOf(QuietBouncyCastle.class),
            placeOf(SshClient.class),
            placeOf(SecurityUtils.class),
            placeOf(BouncyCastleProvider.class),
            placeOf(LoggerFactory.class)
        };
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader plugin = new URLClassLoader(name, places, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(plugin);
            Class<?> signing = plugin.loadClass(KeySigning.class.getName());
            assertThat(signing).isNotSameAs(KeySigning.class);
            return (boolean)
                    signing.getMethod("of", Path.class).invoke(null, Files.createDirectory(folder.resolve(name)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL placeOf(Class<?> loaded) {
        return loaded.getProtectionDomain().getCodeSource().getLocation();
    }
}
