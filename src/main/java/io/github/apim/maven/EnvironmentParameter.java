package io.github.apim.maven;

import io.github.apim.deployment.Environment;
import io.github.apim.descriptor.Environments;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.execution.MavenSession;

/** Finds the environment that the user asks for, in every spelling. */
final class EnvironmentParameter {

    /** Instead of names: every environment that there is. */
    static final String ALL = "all";

    /** A folder of the output, in which the environments' own folders lie, has this name. */
    private static final String COMPANIONS = "deployment";

    private static final Set<String> TAKEN = Set.of(ALL, COMPANIONS);

    private EnvironmentParameter() {}

    /** The names that the command line of a session gives, or else the POM. */
    static List<String> names(MavenSession session, String pom) {
        return names(session.getUserProperties(), session.getRequest().getActiveProfiles(), pom);
    }

    /**
     * The names that are asked for. The command line goes before the POM.
     *
     * @throws IllegalParameterException if two spellings on the command line say different things
     */
    static List<String> names(Properties user, List<String> profiles, String pom) {
        List<String> asked = Spellings.ENVIRONMENT.of(user, profiles);
        return asked.isEmpty() ? Spellings.names(pom) : asked;
    }

    /**
     * The environment of these names.
     *
     * @param parameter which gives them, for messages
     * @throws IllegalParameterException if one of them cannot be the name of an environment
     */
    static Environment of(List<String> names, String parameter) {
        for (String name : names) {
            if (name.equals(ALL)) {
                throw new IllegalParameterException(parameter + " is '" + ALL
                        + "', which means every environment and is for apim:validate alone; name one of them");
            }
            if (TAKEN.contains(name) || !Environments.isName(name)) {
                throw new IllegalParameterException(parameter + ": '" + name + "' cannot be the name of an environment;"
                        + " letters, digits, - and _ make one, and " + ALL + " and " + COMPANIONS
                        + " mean other things");
            }
        }
        return new Environment(names);
    }
}
