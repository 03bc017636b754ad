package io.github.apim.database;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.IpAddress;
import io.github.apim.deployment.JdbcUrl;
import java.util.List;

/** Opens sessions on the database server, but none on a server of which nothing shows that it is the right one. */
final class ServerSessions {

    private final JdbcDriver driver;
    private final Dialect dialect;
    private final ServerAccess access;
    private final ConnectionSettings settings;

    /**
     * @param nodes the parameters of the nodes' URLs
     * @throws DatabaseException if somebody else could answer instead of the server
     */
    ServerSessions(JdbcDriver driver, Dialect dialect, ServerAccess access, String nodes, DatabaseListener listener)
            throws DatabaseException {
        this.driver = driver;
        this.dialect = dialect;
        this.access = access;
        this.settings = dialect.connection(driver.known(access.url()), nodes, access.parameters());
        if (!settings.verified() && !access.trusted()) {
            requireKnownServer();
        }
        if (!settings.left().isEmpty()) {
            listener.says("Parameters that this connection does without: " + String.join(", ", settings.left()));
        }
    }

    /** Nobody comes between this machine and itself, as long as the driver gives no password away to who listens there. */
    private void requireKnownServer() throws DatabaseException {
        List<String> hosts = JdbcUrl.hosts(access.url());
        if (hosts.isEmpty() || !hosts.stream().allMatch(IpAddress::isLoopback)) {
            throw unknownServer("", ", reach it through a tunnel and -Dapim.databaseUrl");
        }
        if (!settings.guarded()) {
            throw unknownServer(" (the password as well: this driver sends it in clear text if it is asked to)", "");
        }
    }

    private DatabaseException unknownServer(String what, String otherwise) {
        return new DatabaseException("the database server " + access.url() + " is asked for no certificate that is"
                + " verified, so whoever answers there could pass for it, read all that is sent" + what
                + ", and answer what it likes; have it verified by parameters of this connection, such as"
                + " -Dapim.databaseParameters='" + settings.verifying() + "'" + otherwise
                + ", or, if nobody else can get at the network between, say -Dapim.trustDatabaseNetwork");
    }

    /** Where this machine reaches the server. */
    String url() {
        return access.url();
    }

    /** A session of the administrator, in no database of the deployment. */
    DatabaseServer administrator() throws DatabaseException {
        return administrator(dialect.home());
    }

    /** A session of the administrator in a database. */
    DatabaseServer administrator(String database) throws DatabaseException {
        String advice = DatabaseException.ADMINISTRATOR;
        if (!settings.verified()) {
            advice += "; an account whose password the server must see is used with a verified certificate only"
                    + " (-Dapim.databaseParameters='" + settings.verifying() + "')";
        }
        return open(access.administrator(), database, advice);
    }

    /** A session of an account that has been made for it, in a database. */
    DatabaseServer as(Credentials account, String database) throws DatabaseException {
        return open(account, database, dialect.lettingIn(account.username()));
    }

    private DatabaseServer open(Credentials credentials, String database, String advice) throws DatabaseException {
        return new DatabaseServer(dialect, driver.connect(access.url(), database, settings, credentials, advice));
    }
}
