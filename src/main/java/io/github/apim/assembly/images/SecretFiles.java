package io.github.apim.assembly.images;

import io.github.apim.archive.Content;
import io.github.apim.assembly.NodePlan;
import io.github.apim.assembly.SealedNode;
import io.github.apim.deployment.KeyFiles;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a node that are not in its image, because they hold a secret.
 *
 * @param files    by path
 * @param password the path of the one that stays where it is mounted: the launcher reads the key store's password from it
 */
record SecretFiles(Map<String, Written> files, Optional<String> password) {

    private static final int READABLE = 0600;

    private static final int RUNNABLE = 0700;
    private static final int ANY_RUNS = 0111;

    /** In place of permissions: the container's start opens the file, and copies nothing. */
    private static final String OPENED = "open";

    /**
     * What a node has and its image has not, by path: files that are marked, keys, and whatever else depends on a secret.
     * Which these are does not depend on what the secrets are. A file whose passwords are all encrypted holds none; what
     * decrypts them is a secret instead.
     *
     * @param shown  the same plan without secrets, in which files that hold one are others
     * @param encryption what is encrypted, if anything is
     */
    static SecretFiles of(NodePlan plan, NodePlan shown, Optional<SealedNode> encryption) {
        Map<String, Content> masked = contents(shown);
        Map<String, Content> open = contents(encryption.map(SealedNode::masked).orElse(plan));
        Map<String, Written> secret = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change instanceof Written written
                    && isFile(written)
                    && (isMarked(plan, written.path(), encryption)
                            || KeyFiles.isOne(written.path())
                            || differs(open.get(written.path()), masked.get(written.path())))) {
                secret.put(written.path(), written);
            }
        }
        encryption.ifPresent(vault -> secret.put(vault.passwordFile(), password(vault)));
        return new SecretFiles(secret, encryption.map(SealedNode::passwordFile));
    }

    private static Map<String, Content> contents(NodePlan plan) {
        Map<String, Content> contents = new HashMap<>();
        for (Change change : plan.changes()) {
            if (change instanceof Written written) {
                contents.put(written.path(), written.content());
            }
        }
        return contents;
    }

    /** The marks are from before the encryption; a file of the user's own stays as secret as he has it. */
    private static boolean isMarked(NodePlan plan, String path, Optional<SealedNode> encryption) {
        boolean encrypted =
                encryption.filter(vault -> vault.files().contains(path)).isPresent()
                        && !plan.ownFiles().containsKey(path);
        return plan.secrets().contains(path) && !encrypted;
    }

    private static Written password(SealedNode vault) {
        byte[] line = (vault.password().reveal() + "\n").getBytes(StandardCharsets.UTF_8);
        return new Written(vault.passwordFile(), READABLE, new Content.Bytes(line), false, List.of());
    }

    private static boolean isFile(Written written) {
        return written.content() instanceof Content.Bytes || written.content() instanceof Content.File;
    }

    private static boolean differs(Content content, Content masked) {
        return content instanceof Content.Bytes bytes
                && !(masked instanceof Content.Bytes other && Arrays.equals(bytes.bytes(), other.bytes()));
    }

    /**
     * The flat name that each file is mounted under: the last part of its path, or all of it where several have the same.
     * Folders below a mounted secret are not understood everywhere.
     */
    static Map<String, String> keys(Set<String> paths) {
        Map<String, Integer> names = new HashMap<>();
        paths.forEach(path -> names.merge(flat(last(path)), 1, Integer::sum));
        Map<String, String> keys = new TreeMap<>();
        for (String path : paths) {
            String name = flat(last(path));
            keys.put(path, names.get(name) == 1 ? name : flat(path));
        }
        return keys;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What the keys of a secret may have: letters, digits and {@code . _ -}. */
    private static String flat(String name) {
        StringBuilder flat = new StringBuilder();
        for (char character : name.toCharArray()) {
            boolean plain = character < 0x80 && (Character.isLetterOrDigit(character) || "._-".indexOf(character) >= 0);
            flat.append(plain ? character : '_');
        }
        return flat.toString();
    }

    /** What the container's start reads: mode, key and path, a line each. */
    byte[] list() {
        List<String> lines = new ArrayList<>();
        Map<String, String> keys = keys(files.keySet());
        files.forEach((path, file) -> lines.add(how(path, file) + " " + keys.get(path) + " " + path + "\n"));
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }

    private String how(String path, Written file) {
        return password.filter(path::equals).isPresent() ? OPENED : Integer.toOctalString(mode(file));
    }

    /** The permissions that a file gets from the container's start. */
    private static int mode(Written file) {
        return (file.mode() & ANY_RUNS) == 0 ? READABLE : RUNNABLE;
    }
}
