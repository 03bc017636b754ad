package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.CommonFiles;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.companion.database.DatabaseSetup;
import io.github.apim.companion.database.SchemaScripts;
import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Deployment;
import io.github.apim.descriptor.CredentialsException;
import java.io.IOException;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Brings the database server to what the nodes need: databases, tables by the packs' own scripts, and for each machine a
 * user who may use exactly the databases of its nodes. Shows what is there and what is to do, and does it;
 * {@code -Dapim.dryRun} leaves it at that. What is there stays as it is: run again it changes nothing, and it never drops
 * anything.
 *
 * @since 1.0.0
 */
@Mojo(name = "databases", threadSafe = true)
public class DatabasesMojo extends DeploymentMojo {

    private static final String URL = "jdbc:[a-z0-9:]+://[A-Za-z0-9._,:\\[\\]-]+";

    /**
     * Whether to do what is to do: {@code true} or {@code false}. The opposite of {@code dryRun}; both must not be
     * {@code true}, nor both {@code false}.
     *
     * <p>Example: {@code -Dapim.apply=false}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.apply")
    private Boolean apply;

    /**
     * Whether only to show what would be done: {@code true} or {@code false}; {@code true} if the word stands alone.
     * Without this and {@code apply}, its opposite, the goal acts. The server is asked in any
     * case.
     *
     * <p>Example: {@code -Dapim.dryRun}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.dryRun")
    private Boolean dryRun;

    /**
     * The id of the {@code <server>} of settings.xml whose user may create databases and users. The default is the
     * deployment's own database user.
     *
     * <p>Example: {@code -Dapim.databaseAdministrator=my-dba}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.databaseAdministrator")
    private String databaseAdministrator;

    /**
     * Where this machine reaches the database server, for example through a tunnel: {@code jdbc:mysql://host:port}, without
     * a schema, a user or parameters. The default is the descriptor's {@code databases.url}.
     *
     * <p>Example: {@code -Dapim.databaseUrl=jdbc:mysql://127.0.0.1:13306}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.databaseUrl")
    private String databaseUrl;

    @Inject
    public DatabasesMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        boolean shown = DryRun.isAskedFor(dryRun, apply);
        Deployment deployment = request.descriptor().deployment();
        String url = url(deployment);
        Credentials administrator = administrator(deployment);
        try (CommonFiles files = CommonFiles.open(
                request, SchemaScripts.product(deployment).map(Set::of).orElse(Set.of()), resolver, log)) {
            new DatabaseSetup(request.descriptor(), files.nodes(), files.packs(), log)
                    .run(files.driver(), url, administrator, !shown);
        }
    }

    private String url(Deployment deployment) {
        if (databaseUrl == null) {
            return deployment.databases().url();
        }
        if (!databaseUrl.matches(URL)) {
            // It may hold a password, so it is not repeated.
            throw new IllegalParameterException("apim.databaseUrl must have the form jdbc:mysql://host:3306, without a"
                    + " schema, a user or parameters");
        }
        return databaseUrl;
    }

    private Credentials administrator(Deployment deployment) {
        if (databaseAdministrator == null) {
            return deployment.databases().credentials();
        }
        try {
            return servers()
                    .lookup(databaseAdministrator)
                    .orElseThrow(() -> new IllegalParameterException("apim.databaseAdministrator: settings.xml has no"
                            + " <server> with the id '" + databaseAdministrator + "'"));
        } catch (CredentialsException problem) {
            throw new IllegalParameterException("apim.databaseAdministrator: " + problem.getMessage());
        }
    }
}
