package io.github.apim.maven;

import io.github.apim.assembly.NodeSelection;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;

/** Finds the role and the node that the user asks for, in every spelling. */
final class SelectionParameters {

    static final String NODE_PROPERTY = "apim.node";

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
        List<String> roles = Spellings.ROLE.of(user, profiles);
        List<String> nodes = Spellings.names(user.getProperty(NODE_PROPERTY));
        if (roles.isEmpty() && nodes.isEmpty()) {
            return new NodeSelection(Spellings.names(pomRole), Spellings.names(pomNode));
        }
        return new NodeSelection(roles, nodes);
    }
}
