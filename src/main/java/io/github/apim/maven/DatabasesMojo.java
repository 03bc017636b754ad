package io.github.apim.maven;

import io.github.apim.assembly.ArtifactResolver;
import io.github.apim.assembly.CommonFiles;
import io.github.apim.assembly.PlanRequest;
import io.github.apim.database.DatabaseSetup;
import io.github.apim.database.SchemaScripts;
import io.github.apim.database.ServerAccess;
import java.io.IOException;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Brings the database server to what the nodes need: databases, tables by the packs' own scripts, and for each machine a
 * user who may use exactly the databases of its nodes. Shows what is there and what is to do, and does it with
 * {@code -Dapim.apply}. What is there stays as it is: run again it changes nothing, and it never drops anything.
 *
 * @since 1.0.0
 */
@Mojo(name = "databases", threadSafe = true)
public class DatabasesMojo extends DeploymentMojo {

    /** Whether to do what is to do, not only to show it. */
    @Parameter(property = "apim.apply", defaultValue = "false")
    private boolean apply;

    /**
     * The id of the {@code <server>} of settings.xml whose user may create databases and users. The default is the
     * deployment's own database user.
     */
    @Parameter(property = "apim.databaseAdministrator")
    private String databaseAdministrator;

    /**
     * Where this machine reaches the database server, for example through a tunnel:
     * {@code jdbc:mysql://127.0.0.1:13306}. The default is the descriptor's {@code databases.url}.
     */
    @Parameter(property = "apim.databaseUrl")
    private String databaseUrl;

    /**
     * Parameters of this machine's own connection, {@code name=value&name=value}: beside those under
     * {@code databases.parameters} of the descriptor and before them, for example to verify the server's certificate.
     */
    @Parameter(property = "apim.databaseParameters")
    private String databaseParameters;

    /**
     * Whether nobody else can get at the network between this machine and the database server. Without it, a server that
     * is elsewhere must show a certificate that the connection verifies.
     */
    @Parameter(property = "apim.trustDatabaseNetwork", defaultValue = "false")
    private boolean trustDatabaseNetwork;

    @Inject
    public DatabasesMojo(RepositorySystem repositories, SettingsDecrypter decrypter) {
        super(repositories, decrypter);
    }

    @Override
    void run(PlanRequest request, ArtifactResolver resolver, AssemblyLog log) throws IOException {
        ServerAccess access = new DatabaseParameters(databaseUrl, databaseParameters, databaseAdministrator)
                .access(request.descriptor().deployment().databases(), servers(), trustDatabaseNetwork);
        try (CommonFiles files = CommonFiles.open(
                request,
                SchemaScripts.product(request.descriptor().deployment())
                        .map(Set::of)
                        .orElse(Set.of()),
                resolver,
                log)) {
            new DatabaseSetup(request.descriptor(), files.nodes(), files.packs(), log)
                    .run(files.driver(), access, apply);
        }
    }
}
