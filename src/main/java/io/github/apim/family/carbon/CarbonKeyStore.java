package io.github.apim.family.carbon;

import io.github.apim.edit.XmlFile;
import io.github.apim.family.am1.SingleSignOnOverlay;
import io.github.apim.overlay.NodeFiles;
import io.github.apim.overlay.OverlayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.List;

/**
 * The primary key store of a Carbon server as its carbon.xml names it (matrix §2).
 *
 * @param location as Carbon reads it, {@code ${carbon.home}} taken off where it leads
 * @param alias    of the server's own key and certificate
 */
public record CarbonKeyStore(String location, String password, String alias) {

    private static final String PLACE = "/Server/Security/KeyStore";
    private static final String TRUST = "/Server/Security/TrustStore";
    private static final String HOME = "${carbon.home}/";
    private static final int JKS_MAGIC = 0xFEEDFEED;

    /** The key store that a node's files name as they stand now. */
    public static CarbonKeyStore of(NodeFiles files) throws IOException {
        XmlFile carbon = XmlFile.parse(CarbonFiles.CARBON, files.read(CarbonFiles.CARBON));
        return of(carbon, PLACE, carbon.text(PLACE + "/KeyAlias"));
    }

    /** The trust store that they name, for a certificate in it. */
    public static CarbonKeyStore trusting(NodeFiles files, String alias) throws IOException {
        return of(XmlFile.parse(CarbonFiles.CARBON, files.read(CarbonFiles.CARBON)), TRUST, alias);
    }

    private static CarbonKeyStore of(XmlFile carbon, String place, String alias) {
        String location = carbon.text(place + "/Location").strip();
        return new CarbonKeyStore(
                location.startsWith(HOME) ? location.substring(HOME.length()) : location,
                carbon.text(place + "/Password"),
                alias);
    }

    /**
     * Opens a JKS file and looks for an alias in it (matrix M31).
     *
     * @throws OverlayException if it cannot be opened with this password or has no such alias; says which it has
     */
    public static void check(String path, byte[] content, String password, String alias) throws IOException {
        if (content.length < Integer.BYTES || ByteBuffer.wrap(content).getInt() != JKS_MAGIC) {
            throw new OverlayException(path + " is no key store of the kind JKS, the only one that the applications of"
                    + " publisher and store open; convert it with keytool -importkeystore -deststoretype JKS");
        }
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(new ByteArrayInputStream(content), password.toCharArray());
            if (!store.containsAlias(alias)) {
                List<String> aliases =
                        Collections.list(store.aliases()).stream().sorted().toList();
                throw new OverlayException(path + " holds no certificate under the alias " + alias
                        + ", by which publisher and store check what the identity server signs; there are "
                        + (aliases.isEmpty() ? "no aliases" : String.join(", ", aliases)));
            }
        } catch (GeneralSecurityException problem) {
            throw new OverlayException(path + " cannot be read: " + problem, problem);
        } catch (IOException problem) {
            if (problem.getCause() instanceof UnrecoverableKeyException) {
                throw new OverlayException(
                        path + ", where the alias " + alias + " is looked for, cannot be opened with the password that"
                                + " the node's files name for it; set the one that it has, in " + CarbonFiles.CARBON
                                + " or at " + SingleSignOnOverlay.SETTINGS + "/keyStorePassword",
                        problem);
            }
            throw new OverlayException(path + " is a damaged key store: " + problem, problem);
        }
    }

    /** Nothing of the password. */
    @Override
    public String toString() {
        return location + " " + alias;
    }
}
