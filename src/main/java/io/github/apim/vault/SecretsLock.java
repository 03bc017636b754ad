package io.github.apim.vault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file that keeps ciphertexts from one build to the next, because padding is random and tarballs are reproducible: a
 * line for each, {@code <fingerprint of the key> <alias> <ciphertext>}, sorted. Whoever has it, and not the key, learns the
 * aliases alone.
 *
 * @param entries in the file's order
 */
public record SecretsLock(List<Entry> entries) {

    /** What a build begins with that has no such file. */
    public static final SecretsLock EMPTY = new SecretsLock(List.of());

    private static final List<String> HEAD = List.of(
            "# Ciphertexts of secure-vault: the key's fingerprint (SHA-256), the alias, the ciphertext.",
            "# Commit this file: with it every build gives the same tarballs. To change a password, take its lines out.");

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\S(?:.*\\S)?) ([A-Za-z0-9+/]+={0,2})");

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::key).thenComparing(Entry::alias).thenComparing(Entry::ciphertext);

    public SecretsLock {
        entries = List.copyOf(entries);
    }

    /**
     * One ciphertext.
     *
     * @param key  fingerprint of the key that decrypts it
     * @param line where it stands in the file, from 1; 0 if it is new
     */
    public record Entry(String key, String alias, String ciphertext, int line) {

        /** The same wherever it stands. */
        boolean isSameAs(Entry other) {
            return ORDER.compare(this, other) == 0;
        }
    }

    /** These ciphertexts, each once and in order. */
    public static SecretsLock of(Collection<Entry> entries) {
        List<Entry> sorted = new ArrayList<>();
        entries.stream().sorted(ORDER).forEach(entry -> {
            if (sorted.isEmpty() || !sorted.get(sorted.size() - 1).isSameAs(entry)) {
                sorted.add(entry);
            }
        });
        return new SecretsLock(sorted);
    }

    /**
     * Reads a file.
     *
     * @throws LockException if a line is no entry; says which
     */
    public static SecretsLock parse(byte[] content) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines =
                new String(content, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new LockException(
                        i + 1,
                        "is no entry, which is a fingerprint, an alias and a ciphertext; was the file merged by hand? Take"
                                + " the line out, and the next build makes the entry anew");
            }
            entries.add(new Entry(matcher.group(1), matcher.group(2), matcher.group(3), i + 1));
        }
        return new SecretsLock(entries);
    }

    /** The file's bytes. */
    public byte[] bytes() {
        Stream<String> lines = entries.stream()
                .map(entry -> String.join(" ", entry.key(), entry.alias(), entry.ciphertext()));
        return (String.join("\n", Stream.concat(HEAD.stream(), lines).toList()) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The ciphertexts of a key under an alias: one for each password that nodes have there. */
    public List<Entry> under(String key, String alias) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key) && entry.alias().equals(alias))
                .toList();
    }
}
