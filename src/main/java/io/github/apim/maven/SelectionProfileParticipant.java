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
 * Turns a requested profile {@code role=x}, which no project declares, into the property {@code apim.role}, and
 * {@code environment=x} into {@code apim.environment}. Maven 3 would otherwise warn that there is no such profile, and Maven 4 would stop. Works for builds that declare the plugin
 * with {@code <extensions>true</extensions>}; a profile of that name that a project does declare keeps its meaning.
 *
 * <p>Registered in META-INF/plexus/components.xml: some Mavens overlook {@code @Named} in class files of Java 17.
 */
public class SelectionProfileParticipant extends AbstractMavenLifecycleParticipant {

    @Override
    public void afterProjectsRead(MavenSession session) throws MavenExecutionException {
        Set<String> declared = new HashSet<>();
        for (MavenProject project : session.getProjects()) {
            for (Profile profile : project.getModel().getProfiles()) {
                declared.add(profile.getId());
            }
        }
        session.getSettings().getProfiles().forEach(profile -> declared.add(profile.getId()));

        for (Spellings spellings : Spellings.ALL) {
            take(spellings, declared, session);
        }
    }

    private static void take(Spellings spellings, Set<String> declared, MavenSession session)
            throws MavenExecutionException {
        MavenExecutionRequest request = session.getRequest();
        List<String> remaining = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (String profile : request.getActiveProfiles()) {
            boolean ours = spellings.isProfile(profile) && !declared.contains(profile);
            (ours ? taken : remaining).add(profile);
        }
        if (taken.isEmpty()) {
            return;
        }
        String names = String.join(",", spellings.ofProfiles(taken));
        Properties user = session.getUserProperties();
        String given = user.getProperty(spellings.property());
        if (given != null && !given.equals(names)) {
            throw new MavenExecutionException(
                    "the command line asks for two things: -D" + spellings.property() + " says " + given + ", -P "
                            + String.join(",", taken) + " says " + names + "; leave one of them out",
                    request.getPom());
        }
        user.setProperty(spellings.property(), names);
        RequestedProfiles.keepOnly(request, remaining);
    }
}
