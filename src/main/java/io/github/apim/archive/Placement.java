package io.github.apim.archive;

import java.util.Optional;

/**
 * Where an archive's entries lie and whose they are.
 *
 * @param prefix    folders that all names begin with, for example {@code opt/wso2}; empty for none. They are no entries
 *                  of their own
 * @param user      number of the owner; names of owners are never written
 * @param group     number of the group
 * @param groupLike whether the group may do what the owner may, as images want it whose user's number is not known
 *                  beforehand
 */
public record Placement(String prefix, int user, int group, boolean groupLike) {

    /** The names as they are, user and group 0, the entries' own modes. */
    public static final Placement PLAIN = new Placement("", 0, 0, false);

    private static final int GROUP_BITS = 070;

    /** @throws IllegalArgumentException if the prefix is no plain relative path, or a number is negative */
    public Placement {
        Optional<String> problem = prefix.isEmpty() ? Optional.empty() : EntryNames.problem(prefix);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("Prefix '" + ArchiveException.printable(prefix) + "' " + problem.get());
        }
        if (user < 0 || group < 0) {
            throw new IllegalArgumentException("Numbers of users and groups begin at 0, not " + user + ":" + group);
        }
    }

    /** The name of an entry with the prefix before it. */
    String name(String name) {
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** The permissions that an entry gets. */
    int mode(int mode) {
        return groupLike ? mode & ~GROUP_BITS | mode >>> 3 & GROUP_BITS : mode;
    }
}
