package io.github.apim.maven;

import io.github.apim.deployment.Environment;
import io.github.apim.descriptor.Environments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Does the same for every environment of a descriptor, and tells at the end in which ones it failed. */
record EveryEnvironment(Environments environments, Log log) {

    /** What is done for each. */
    @FunctionalInterface
    interface Work {
        void run(Environment environment, AssemblyLog log) throws IOException;
    }

    /**
     * Goes on after a failure, so that one run tells what is wrong with all of them.
     *
     * @throws IllegalParameterException if there is no environment
     * @throws EnvironmentsException     if one of them has failed
     */
    void run(Work work) throws IOException {
        List<String> names = environments.names();
        if (names.isEmpty()) {
            throw new IllegalParameterException("apim.environment is '" + EnvironmentParameter.ALL + "', but beside "
                    + environments.descriptor() + " there is no " + Environments.FOLDER + "/<name>.yaml; create one, or"
                    + " leave the parameter out");
        }
        List<String> failed = new ArrayList<>();
        for (String name : names) {
            if (!isDone(name, work)) {
                failed.add(name);
            }
        }
        if (!failed.isEmpty()) {
            throw new EnvironmentsException(failed, names.size());
        }
    }

    private boolean isDone(String name, Work work) {
        Log named = new NamedLog(log, name);
        AssemblyLog told = new AssemblyLog(named);
        try {
            Failures.explained(told, () -> work.run(EnvironmentParameter.of(List.of(name), "apim.environment"), told));
            return true;
        } catch (MojoFailureException | MojoExecutionException problem) {
            named.error(problem.getMessage());
            return false;
        }
    }
}
