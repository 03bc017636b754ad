package io.github.apim.maven;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
        Set<String> required = required(request);
        request.setActiveProfiles(profiles);
        required.retainAll(profiles);
        try {
            Object activation = profileActivation(request);
            for (String profile : required) {
                activation
                        .getClass()
                        .getMethod("activateRequiredProfile", String.class)
                        .invoke(activation, profile);
            }
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("this Maven handles profiles in an unknown way", changed);
        }
    }

    private static Set<String> required(MavenExecutionRequest request) {
        Set<String> required = new HashSet<>();
        try {
            Object activation = profileActivation(request);
            Object ids = activation
                    .getClass()
                    .getMethod("getRequiredActiveProfileIds")
                    .invoke(activation);
            for (Object id : (Collection<?>) ids) {
                required.add((String) id);
            }
        } catch (ReflectiveOperationException mavenThree) {
            // Maven 3 knows no required profiles.
            return required;
        }
        return required;
    }

    private static Object profileActivation(MavenExecutionRequest request) throws ReflectiveOperationException {
        return MavenExecutionRequest.class.getMethod("getProfileActivation").invoke(request);
    }
}
