package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.CommonFiles;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.database.DatabaseSetup;
import io.github.apim.database.SchemaScripts;
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
     * deployment's own database user. Where the schemas are on several servers, each may have an administrator of its
     * own: {@code host:port=id,host:port=id}, with the host as the descriptor names it; an id alone is for all others.
     *
     * <p>Example: {@code -Dapim.databaseAdministrator=my-dba}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.databaseAdministrator")
    private String databaseAdministrator;

    /**
     * Where this machine reaches the database server, for example through a tunnel: {@code jdbc:mysql://host:port}, without
     * a schema, a user or parameters. The default is the descriptor's {@code databases.url}. Where the schemas are on
     * several servers, it says which one it means: {@code host:port=jdbc:mysql://host:port,…}, with the host as the
     * descriptor names it.
     *
     * <p>Example: {@code -Dapim.databaseUrl=jdbc:mysql://127.0.0.1:13306}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.databaseUrl")
    private String databaseUrl;

    /**
     * Parameters of this machine's own connection, {@code name=value&name=value}: beside those under
     * {@code databases.parameters} of the descriptor and before them, for example to verify the server's certificate.
     *
     * <p>Example: {@code -Dapim.databaseParameters=sslMode=VERIFY_IDENTITY}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.databaseParameters")
    private String databaseParameters;

    /**
     * Whether nobody else can get at the network between this machine and the database server. Without it, a server that
     * is elsewhere must show a certificate that the connection verifies. {@code true} or {@code false}.
     *
     * <p>Example: {@code -Dapim.trustDatabaseNetwork}
     *
     * @since 1.0.0
     */
    @Parameter(property = "apim.trustDatabaseNetwork", defaultValue = "false")
    private boolean trustDatabaseNetwork;

    @Inject
    public DatabasesMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        boolean shown = DryRun.isAskedFor(dryRun, apply);
        DatabaseAccess access = new DatabaseParameters(databaseUrl, databaseParameters, databaseAdministrator)
                .access(request.descriptor().deployment(), servers(), trustDatabaseNetwork);
        try (CommonFiles files = CommonFiles.open(
                request,
                SchemaScripts.product(request.descriptor().deployment())
                        .map(Set::of)
                        .orElse(Set.of()),
                resolver,
                log)) {
            new DatabaseSetup(request.descriptor(), files.nodes(), files.packs(), log)
                    .run(files.driver(), access::of, !shown);
        }
    }
}
