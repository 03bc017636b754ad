package io.github.apim.vault;

import io.github.apim.deployment.Secret;
import io.github.apim.vault.SecretsLock.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives each secret of a build its ciphertext: the one that the file of an earlier build has for it, else a new one. Not
 * thread-safe.
 */
public final class Ciphertexts {

    private final SecretsLock lock;
    private final Map<Used, Entry> used = new LinkedHashMap<>();
    private final Map<Entry, Optional<Secret>> decrypted = new HashMap<>();
    private final Set<String> keys = new LinkedHashSet<>();

    /** What a ciphertext is asked for. */
    private record Used(String key, String alias, Secret secret) {}

    /**
     * An entry of the file that does not fit.
     *
     * @param line of the file, from 1
     * @param why  and how to mend it
     */
    public record Misfit(int line, String why) {}

    /** @param lock of an earlier build */
    public Ciphertexts(SecretsLock lock) {
        this.lock = lock;
    }

    /**
     * The ciphertext of a secret under an alias.
     *
     * @throws VaultException if the secret is too long for the key
     */
    public String of(VaultCipher key, String alias, Secret secret) {
        keys.add(key.fingerprint());
        Used wanted = new Used(key.fingerprint(), alias, secret);
        Entry known = used.get(wanted);
        if (known == null) {
            known = lock.under(key.fingerprint(), alias).stream()
                    .filter(entry -> decrypted
                            .computeIfAbsent(entry, there -> key.decrypt(there.ciphertext()))
                            .filter(secret::equals)
                            .isPresent())
                    .findFirst()
                    .orElseGet(() -> new Entry(key.fingerprint(), alias, key.encrypt(secret), 0));
            used.put(wanted, known);
        }
        return known.ciphertext();
    }

    /** How many were made anew. */
    public long made() {
        return used.values().stream().filter(entry -> entry.line() == 0).count();
    }

    /**
     * What of the file does not fit the secrets or the keys that there are.
     *
     * @param whole whether all nodes have been asked for, so that an entry which nobody has used is of no use
     */
    public List<Misfit> misfits(boolean whole) {
        List<Misfit> misfits = new ArrayList<>();
        for (Entry entry : lock.entries()) {
            if (used.containsValue(entry)) {
                continue;
            }
            if (!keys.contains(entry.key())) {
                if (whole && !keys.isEmpty()) {
                    misfits.add(new Misfit(
                            entry.line(),
                            "is the ciphertext of another key than the nodes have, so none of them could decrypt it; if"
                                    + " the key store was changed on purpose, delete the file, and the next build makes"
                                    + " all of them anew"));
                }
            } else if (isMissed(entry)) {
                boolean legible =
                        decrypted.getOrDefault(entry, Optional.empty()).isPresent();
                misfits.add(new Misfit(
                        entry.line(),
                        entry.alias()
                                + (legible
                                        ? " is the ciphertext of another password than the nodes have now; if it was"
                                                + " changed on purpose, take the line out, and the next build makes a"
                                                + " new one"
                                                + (whole ? "" : "; else assemble all nodes once")
                                        : " is damaged, the key cannot decrypt it; take the line out, and the next build"
                                                + " makes a new one")));
            }
        }
        return misfits;
    }

    /** Whether a new ciphertext was needed where an entry had been. */
    private boolean isMissed(Entry entry) {
        return used.values().stream()
                .anyMatch(other -> other.line() == 0
                        && other.key().equals(entry.key())
                        && other.alias().equals(entry.alias()));
    }

    /**
     * What the next build is to begin with.
     *
     * @param whole whether all nodes have been asked for; if not, the others' entries stay
     */
    public SecretsLock lock(boolean whole) {
        return SecretsLock.of(
                whole
                        ? used.values()
                        : Stream.concat(lock.entries().stream(), used.values().stream())
                                .toList());
    }
}
