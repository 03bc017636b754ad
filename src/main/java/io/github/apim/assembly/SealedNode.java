package io.github.apim.assembly;

import io.github.apim.deployment.Secret;
import java.util.Set;

/**
 * What there is to know of a node whose passwords are encrypted, for those who must tell apart what still is a secret.
 *
 * @param masked       the node with a mask in the place of each ciphertext, and what is not encrypted as it is
 * @param files        paths of the files that encryption has changed
 * @param passwordFile where the server looks for the password, below the home
 * @param password     that of the key store, with which it decrypts all others
 */
public record SealedNode(NodePlan masked, Set<String> files, String passwordFile, Secret password) {

    public SealedNode {
        files = Set.copyOf(files);
    }
}
