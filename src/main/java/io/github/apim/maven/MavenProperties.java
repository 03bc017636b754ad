package io.github.apim.maven;

import io.github.apim.descriptor.PropertyLookup;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;

/** Gives the deployment descriptor what a POM's {@code ${…}} would give: properties, the project, the environment. */
final class MavenProperties implements PropertyLookup {

    private static final String ENVIRONMENT = "env.";

    private final PluginParameterExpressionEvaluator evaluator;

    MavenProperties(MavenSession session, MojoExecution execution) {
        this.evaluator = new PluginParameterExpressionEvaluator(session, execution);
    }

    @Override
    public Optional<String> lookup(String name) {
        if (name.startsWith(ENVIRONMENT)) {
            return Optional.ofNullable(System.getenv(name.substring(ENVIRONMENT.length())));
        }
        Object value;
        try {
            value = evaluator.evaluate("${" + name + "}");
        } catch (ExpressionEvaluationException unreadable) {
            return Optional.empty();
        }
        boolean scalar = value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof File
                || value instanceof Path;
        return scalar ? Optional.of(value.toString()) : Optional.empty();
    }
}
