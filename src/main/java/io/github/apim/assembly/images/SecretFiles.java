package io.github.apim.assembly.images;

import io.github.apim.archive.Content;
import io.github.apim.assembly.NodePlan;
import io.github.apim.overlay.Change;
import io.github.apim.overlay.Change.Written;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of a node that are not in its image, because they hold a secret. */
final class SecretFiles {

    /** Key stores and private keys, whoever made them. */
    private static final Pattern KEYS = Pattern.compile("(?i).*\\.(jks|jceks|p12|pfx|keystore|key|pem|bcfks)");

    private static final int READABLE = 0600;

    private static final int RUNNABLE = 0700;
    private static final int ANY_RUNS = 0111;

    private SecretFiles() {}

    /**
     * What a node has and its image has not, by path: files that are marked, keys, and whatever else depends on a secret.
     * Which these are does not depend on what the secrets are.
     *
     * @param shown the same plan without secrets, in which files that hold one are others
     */
    static Map<String, Written> of(NodePlan plan, NodePlan shown) {
        Map<String, Content> masked = new HashMap<>();
        for (Change change : shown.changes()) {
            if (change instanceof Written written) {
                masked.put(written.path(), written.content());
            }
        }
        Map<String, Written> secret = new TreeMap<>();
        for (Change change : plan.changes()) {
            if (change instanceof Written written
                    && isFile(written)
                    && (plan.secrets().contains(written.path())
                            || KEYS.matcher(written.path()).matches()
                            || differs(written.content(), masked.get(written.path())))) {
                secret.put(written.path(), written);
            }
        }
        return secret;
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
    static byte[] list(Map<String, Written> files) {
        List<String> lines = new ArrayList<>();
        Map<String, String> keys = keys(files.keySet());
        files.forEach((path, file) -> lines.add(
                Integer.toOctalString(mode(file)) + " " + keys.get(path) + " " + path + "\n"));
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** The permissions that a file gets from the container's start. */
    private static int mode(Written file) {
        return (file.mode() & ANY_RUNS) == 0 ? READABLE : RUNNABLE;
    }
}
