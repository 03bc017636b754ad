package io.github.apim.database;

import io.github.apim.deployment.Credentials;
import io.github.apim.deployment.Secret;
import java.io.Closeable;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Whom a script runs as: an account with the rights that the nodes' user has on one database, for one script, with a
 * password that is never written down. What a script of a pack should not do, the server does not let it.
 */
final class ScriptAccount implements Closeable {

    /** One name for all, so that what a killed run leaves is found; MySQL 5.5 takes 16 characters. */
    static final String USER = "apim-databases";

    private static final int PASSWORD_BYTES = 30;

    private final DatabaseServer administrator;
    private final String host;
    private final Secret password;

    private ScriptAccount(DatabaseServer administrator, String host, Secret password) {
        this.administrator = administrator;
        this.host = host;
        this.password = password;
    }

    /**
     * Makes it; only one run at a time changes a server, so one that is there was left by a run that was killed.
     *
     * @param owner the account of the nodes' user
     */
    static ScriptAccount make(DatabaseServer administrator, String database, String owner) throws DatabaseException {
        Dialect dialect = administrator.dialect();
        String host = dialect.clientHost(administrator);
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        ScriptAccount account = new ScriptAccount(
                administrator,
                host,
                new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random)));
        if (dialect.accounts(administrator, USER).contains(dialect.account(USER, host))) {
            account.close();
        }
        administrator.createUser(USER, host, account.password);
        try {
            administrator.execute(dialect.grantToScript(database, owner, USER, host));
            return account;
        } catch (DatabaseException refused) {
            account.close();
            throw refused;
        }
    }

    Credentials credentials() {
        return new Credentials(USER, password);
    }

    @Override
    public void close() throws DatabaseException {
        administrator.execute(administrator.dialect().dropUser(USER, host));
    }
}
