package io.github.apim.shipping;

import java.security.Provider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Brings Ed25519 to the SSH library without a line in the build's log, and to nobody else in this Java machine. */
final class QuietBouncyCastle extends BouncyCastleSecurityProviderRegistrar {

    private final Provider provider = new BouncyCastleProvider();

    private QuietBouncyCastle() {}

    /** One at a time: the library's first look at its own settings fails where two threads meet in it. */
    static synchronized void register() {
        SecurityUtils.registerSecurityProvider(new QuietBouncyCastle());
    }

    @Override
    public synchronized Provider getSecurityProvider() {
        return provider;
    }
}
