package io.github.apim.shipping;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** What a login does with an Ed25519 key, for a test that loads it several times. */
public final class KeySigning {

    private KeySigning() {}

    /** Makes a key, reads it from its file, signs with it and verifies the signature; keys can be exchanged, too. */
    public static boolean of(Path folder) throws Exception {
        QuietBouncyCastle.register();
        Path file = folder.resolve("key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256), "test", null, out);
        }
        KeyPair key = PrivateKeys.read(file, Optional.empty()).get(0);
        byte[] data = "what is signed".getBytes(StandardCharsets.UTF_8);
        Signature signer = BuiltinSignatures.ed25519.create();
        signer.initSigner(null, key.getPrivate());
        signer.update(null, data);
        byte[] signature = signer.sign(null);
        Signature verifier = BuiltinSignatures.ed25519.create();
        verifier.initVerifier(null, key.getPublic());
        verifier.update(null, data);
        return verifier.verify(null, signature)
                && BuiltinDHFactories.curve25519.isSupported()
                && BuiltinDHFactories.mlkem768x25519.isSupported();
    }
}
