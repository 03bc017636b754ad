package io.github.apim.shipping;

import io.github.apim.deployment.Secret;
import io.github.apim.edit.BundledFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The password of a node's key store, in a file on its machine outside of any home, one for each release: until a new one
 * runs, and after a rollback, the key store of the one before must open, too. It travels as what a command reads, never as
 * one of its words.
 *
 * @param path absolute, on the machine; the name of the release follows it
 */
public record PasswordFile(String path, Secret password) {

    private static final String WRITTEN = "written";
    private static final String SAME = "same";

    /** The file of one release. */
    String of(String sha256) {
        return path + "." + sha256;
    }

    /**
     * Puts it there for a release, unless it is there already.
     *
     * @return whether it was not
     * @throws RemoteException if the machine's user may not write there, or others may
     */
    boolean put(Machine machine, String sha256) throws IOException {
        byte[] line = (password.reveal() + "\n").getBytes(StandardCharsets.UTF_8);
        String said = new String(
                        machine.read(
                                BundledFile.text(PasswordFile.class, "put-password.sh"), List.of(of(sha256)), line),
                        StandardCharsets.UTF_8)
                .strip();
        if (!said.equals(WRITTEN) && !said.equals(SAME)) {
            throw RemoteException.nonsense(said);
        }
        return said.equals(WRITTEN);
    }
}
