package io.github.apim.maven;

import io.github.apim.assembly.NodeSelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;

/**
 * Finds the role and the node that the user asks for, in every spelling: {@code -Dapim.role=x}, {@code -Drole=x},
 * {@code -P role=x} and, on Maven 3, {@code -Prole=x}, which all versions read as a request for a profile of that name.
 */
final class SelectionParameters {

    static final String ROLE_PROPERTY = "apim.role";
    static final String SHORT_ROLE_PROPERTY = "role";
    static final String NODE_PROPERTY = "apim.node";
    static final String PROFILE_PREFIX = "role=";

    private SelectionParameters() {}

    /** What the command line of a session asks for, or else what the POM does. */
    static NodeSelection selection(MavenSession session, String pomRole, String pomNode) {
        return of(session.getUserProperties(), session.getRequest().getActiveProfiles(), pomRole, pomNode);
    }

    /**
     * What is asked for. The command line goes before the POM as a whole.
     *
     * @throws IllegalParameterException if two spellings on the command line say different things
     */
    static NodeSelection of(Properties user, List<String> profiles, String pomRole, String pomNode) {
        List<String> roles = roles(user, profiles);
        List<String> nodes = names(user.getProperty(NODE_PROPERTY));
        if (roles.isEmpty() && nodes.isEmpty()) {
            return new NodeSelection(names(pomRole), names(pomNode));
        }
        return new NodeSelection(roles, nodes);
    }

    private static List<String> roles(Properties user, List<String> profiles) {
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        spellings.put("-D" + ROLE_PROPERTY, names(user.getProperty(ROLE_PROPERTY)));
        spellings.put("-D" + SHORT_ROLE_PROPERTY, names(user.getProperty(SHORT_ROLE_PROPERTY)));
        spellings.put("-P " + PROFILE_PREFIX + "…", rolesOf(profiles));
        String first = null;
        for (Map.Entry<String, List<String>> spelling : spellings.entrySet()) {
            if (spelling.getValue().isEmpty()) {
                continue;
            }
            if (first == null) {
                first = spelling.getKey();
            } else if (!spellings.get(first).equals(spelling.getValue())) {
                throw new IllegalParameterException("the command line asks for two things: " + first + " says "
                        + String.join(",", spellings.get(first)) + ", " + spelling.getKey() + " says "
                        + String.join(",", spelling.getValue()) + "; leave one of them out");
            }
        }
        return first == null ? List.of() : spellings.get(first);
    }

    /** The roles among the requested profiles, in their order. */
    static List<String> rolesOf(List<String> profiles) {
        List<String> roles = new ArrayList<>();
        for (String profile : profiles) {
            if (profile.startsWith(PROFILE_PREFIX)) {
                roles.addAll(names(profile.substring(PROFILE_PREFIX.length())));
            }
        }
        return roles;
    }

    private static List<String> names(String text) {
        if (text == null) {
            return List.of();
        }
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
