package io.github.apim.maven;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenExecutionRequest;

/** Takes profiles out of a request without changing what the others mean. */
final class RequestedProfiles {

    private RequestedProfiles() {}

    /**
     * Leaves only these profiles requested. On Maven 4, whose API the plugin is not compiled against, a profile is
     * required or optional, and {@code setActiveProfiles} makes all of them optional: then a misspelt one would no longer
     * stop the build. So those that were required are required again.
     */
    static void keepOnly(MavenExecutionRequest request, List<String> profiles) {
        try {
            Optional<Object> activation = activation(request);
            Set<String> required = activation.isPresent() ? required(activation.get()) : Set.of();
            request.setActiveProfiles(profiles);
            for (String profile : required) {
                if (profiles.contains(profile)) {
                    // setActiveProfiles may have replaced the object that held the activation before.
                    require(activation(request).orElseThrow(), profile);
                }
            }
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("this Maven handles profiles in an unknown way", changed);
        }
    }

    /** What Maven 4 keeps of the requested profiles; empty on Maven 3. */
    private static Optional<Object> activation(MavenExecutionRequest request) throws ReflectiveOperationException {
        try {
            return Optional.of(MavenExecutionRequest.class
                    .getMethod("getProfileActivation")
                    .invoke(request));
        } catch (NoSuchMethodException mavenThree) {
            return Optional.empty();
        }
    }

    private static Set<String> required(Object activation) throws ReflectiveOperationException {
        Object ids =
                activation.getClass().getMethod("getRequiredActiveProfileIds").invoke(activation);
        Set<String> required = new HashSet<>();
        for (Object id : (Collection<?>) ids) {
            required.add((String) id);
        }
        return required;
    }

    private static void require(Object activation, String profile) throws ReflectiveOperationException {
        activation.getClass().getMethod("activateRequiredProfile", String.class).invoke(activation, profile);
    }
}
