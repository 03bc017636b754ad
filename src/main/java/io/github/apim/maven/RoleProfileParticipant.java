package io.github.apim.maven;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;

/**
 * Turns a requested profile {@code role=x}, which no project declares, into the property {@code apim.role}. Maven 3
 * would otherwise warn that there is no such profile, and Maven 4 would stop. Works for builds that declare the plugin
 * with {@code <extensions>true</extensions>}; a profile of that name that a project does declare keeps its meaning.
 *
 * <p>Registered in META-INF/plexus/components.xml: some Mavens overlook {@code @Named} in class files of Java 17.
 */
public class RoleProfileParticipant extends AbstractMavenLifecycleParticipant {

    @Override
    public void afterProjectsRead(MavenSession session) throws MavenExecutionException {
        Set<String> declared = new HashSet<>();
        for (MavenProject project : session.getProjects()) {
            for (Profile profile : project.getModel().getProfiles()) {
                declared.add(profile.getId());
            }
        }
        session.getSettings().getProfiles().forEach(profile -> declared.add(profile.getId()));

        MavenExecutionRequest request = session.getRequest();
        List<String> remaining = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (String profile : request.getActiveProfiles()) {
            boolean role = profile.startsWith(SelectionParameters.PROFILE_PREFIX) && !declared.contains(profile);
            (role ? taken : remaining).add(profile);
        }
        if (taken.isEmpty()) {
            return;
        }
        String role = String.join(",", SelectionParameters.rolesOf(taken));
        Properties user = session.getUserProperties();
        String given = user.getProperty(SelectionParameters.ROLE_PROPERTY);
        if (given != null && !given.equals(role)) {
            throw new MavenExecutionException(
                    "the command line asks for two things: -D" + SelectionParameters.ROLE_PROPERTY + " says " + given
                            + ", -P " + String.join(",", taken) + " says " + role + "; leave one of them out",
                    request.getPom());
        }
        user.setProperty(SelectionParameters.ROLE_PROPERTY, role);
        RequestedProfiles.keepOnly(request, remaining);
    }
}
