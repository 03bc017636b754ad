package io.github.apim.shipping;

import java.security.MessageDigest;
import java.security.Provider;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.apache.sshd.common.util.security.SecurityProviderChoice;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Brings Ed25519 to the SSH library without a line in the build's log, and to nobody else in this Java machine. */
final class QuietBouncyCastle extends BouncyCastleSecurityProviderRegistrar {

    /** What every byte goes through: the JDK's own use the processor's instructions and are many times as fast. */
    private static final Set<Class<?>> LEFT_TO_THE_JDK = Set.of(Cipher.class, Mac.class, MessageDigest.class);

    private final Provider provider = new BouncyCastleProvider();

    private QuietBouncyCastle() {}

    /** One at a time: the library's first look at its own settings fails where two threads meet in it. */
    static synchronized void register() {
        SecurityUtils.registerSecurityProvider(new QuietBouncyCastle());
        // Where Bouncy Castle is registered, the library makes it the default, by its name, which Java does not know,
        // and
        // would ask it for all that is left to the JDK.
        if (SecurityUtils.isBouncyCastleRegistered()) {
            SecurityUtils.setDefaultProviderChoice(SecurityProviderChoice.EMPTY);
        }
    }

    @Override
    public synchronized Provider getSecurityProvider() {
        return provider;
    }

    /**
     * Whether the provider goes by its name, among those of the whole Java machine: of two builds in it, or two plugins,
     * the second one would get keys of the first one's classes.
     */
    @Override
    public boolean isNamedProviderUsed() {
        return false;
    }

    @Override
    public boolean isSecurityEntitySupported(Class<?> entityType, String name) {
        return !LEFT_TO_THE_JDK.contains(entityType) && super.isSecurityEntitySupported(entityType, name);
    }
}
