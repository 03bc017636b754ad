package io.github.apim.product;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The jars that a version needs before it can synchronize by SVN; none of them is in a pack.
 *
 * @param jars  the one with the client itself first
 * @param other names of clients that people take and that are made for other versions
 */
public record SvnClient(List<Jar> jars, List<Other> other) {

    /**
     * A jar of the client.
     *
     * @param start  how its name begins, whatever its version
     * @param name   the name of the version that is known to work
     * @param folder where the server looks for it, with a slash at the end
     */
    public record Jar(String start, String name, String folder) {

        /** Whether a file is this jar. */
        public boolean isNamed(String file) {
            return file.startsWith(start) && file.endsWith(".jar");
        }
    }

    /**
     * A client of other versions.
     *
     * @param start how its name begins
     * @param whose what it is the client of
     * @param fails whether the server cannot use it at all, and not only at the user's own risk
     */
    public record Other(String start, String whose, boolean fails) {}

    /** Of a version that does not synchronize by SVN. */
    static final SvnClient NONE = new SvnClient(List.of(), List.of());

    private static final String DROPINS = "repository/components/dropins/";

    private static final String LIBRARIES = "repository/components/lib/";

    private static final Jar TRILEAD = new Jar("trilead-ssh2", "trilead-ssh2-1.0.0-build215.jar", LIBRARIES);

    private static final Other OF_CARBON_4_1 = new Other("svnClientBundle", "Carbon 4.1 and older", true);

    /** Matrix §2, M12: the client whose working copies this kernel reads. */
    static final SvnClient OF_CARBON_4_2 = new SvnClient(
            List.of(new Jar("svnkit", "svnkit-1.3.9.wso2v2.jar", DROPINS), TRILEAD),
            List.of(OF_CARBON_4_1, new Other("svnkit-all-1.8", "Carbon 4.4", false)));

    /** The same of the later kernel (am-1.10.0 §3). */
    static final SvnClient OF_CARBON_4_4 = new SvnClient(
            List.of(new Jar("svnkit-all-1.8", "svnkit-all-1.8.7.wso2v1.jar", DROPINS), TRILEAD),
            List.of(OF_CARBON_4_1, new Other("svnkit-1.3", "Carbon 4.2", true)));

    public SvnClient {
        jars = List.copyOf(jars);
        other = List.copyOf(other);
    }

    /** The names of the jars that are known to work, for messages. */
    public String names() {
        return jars.stream().map(Jar::name).collect(Collectors.joining(" and "));
    }

    /** The client of other versions that a file of this name is, if it is one. */
    public Optional<Other> other(String file) {
        return other.stream().filter(client -> file.startsWith(client.start())).findFirst();
    }
}
