package io.github.apim.maven;

import io.github.apim.descriptor.PropertyLookup;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;

/**
 * Gives the deployment descriptor what a POM's {@code ${…}} would give: properties, the project, the environment. Of
 * Maven's own objects only plain fields of the project are given, for all others lead to the passwords of settings.xml:
 * who writes a descriptor need not be allowed to read those.
 */
final class MavenProperties implements PropertyLookup {

    private static final String ENVIRONMENT = "env.";

    private static final Pattern OBJECT = Pattern.compile(
            "(?:settings|session|project|pom|mojo|mojoExecution|plugin|localRepository|reactorProjects)(?:[.\\[(].*)?");

    private static final Pattern PLAIN_FIELD = Pattern.compile("project\\.(?:basedir|baseUri"
            + "|(?:parent\\.)?(?:groupId|artifactId|version|packaging|name|description|url|inceptionYear)"
            + "|build\\.[A-Za-z]+)");

    private final MavenSession session;
    private final PluginParameterExpressionEvaluator evaluator;

    MavenProperties(MavenSession session, MojoExecution execution) {
        this.session = session;
        this.evaluator = new PluginParameterExpressionEvaluator(session, execution);
    }

    @Override
    public Optional<String> lookup(String name) {
        if (name.startsWith(ENVIRONMENT)) {
            return Optional.ofNullable(System.getenv(name.substring(ENVIRONMENT.length())));
        }
        if (OBJECT.matcher(name).matches() && !PLAIN_FIELD.matcher(name).matches()) {
            return property(name);
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

    /** A property that happens to be named like one of Maven's objects. */
    private Optional<String> property(String name) {
        Properties ofProject = session.getCurrentProject() == null
                ? new Properties()
                : session.getCurrentProject().getProperties();
        return Stream.of(session.getUserProperties(), ofProject, session.getSystemProperties())
                .map(properties -> properties.getProperty(name))
                .filter(value -> value != null)
                .findFirst();
    }
}
