package io.github.apim.database;

import io.github.apim.database.DatabaseLayout.Client;
import io.github.apim.database.DatabaseLayout.Database;
import io.github.apim.database.SchemaScripts.Source;
import io.github.apim.deployment.Endpoint;
import io.github.apim.deployment.JdbcUrl;
import io.github.apim.product.DatabaseKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The packs' scripts, laid out for the administrator of a server that the goal does not get to: each with how it is
 * executed, and what must be there before (matrix §1.7). The scripts themselves stay as they are.
 */
final class AdministratorFiles {

    /** What stands where the password must be written in; the server refuses it as it stands. */
    private static final String PASSWORD = ":password";

    private final DatabaseKind kind;
    private final DatabaseLayout layout;

    AdministratorFiles(DatabaseKind kind, DatabaseLayout layout) {
        this.kind = kind;
        this.layout = layout;
    }

    /** By their paths, in the order in which they are used. */
    Map<String, String> all(Map<String, List<Source>> scripts) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("create.sql", create());
        ScriptFiles.add(files, scripts, this::schema);
        return files;
    }

    private String create() {
        StringBuilder sql = new StringBuilder("-- For an administrator of the " + kind.title() + " server.\n"
                + "-- First this file, then each of schemas/. There is no password in it: copy it to where only you can\n"
                + "-- read it, and write each user's password where " + PASSWORD + " stands.\n");
        if (kind == DatabaseKind.ORACLE) {
            layout.databases().forEach(database -> sql.append(oracleUser(database.user())));
        } else {
            users().forEach(user -> sql.append(sqlServerLogin(user)));
            layout.databases().forEach(database -> sql.append(sqlServerDatabase(database)));
        }
        return sql.toString();
    }

    private Set<String> users() {
        Set<String> users = new LinkedHashSet<>();
        layout.clients().stream().map(Client::user).forEach(user -> users.add(user.username()));
        return users;
    }

    /** A schema is a user; without quotes its name is what people write, in whichever case. */
    private static String oracleUser(String user) {
        return "\nCREATE USER " + user + " IDENTIFIED BY " + PASSWORD + " QUOTA UNLIMITED ON USERS;\n"
                + "GRANT CREATE SESSION, CREATE TABLE, CREATE VIEW, CREATE SEQUENCE, CREATE TRIGGER, CREATE PROCEDURE TO "
                + user + ";\n";
    }

    private static String sqlServerLogin(String user) {
        return "\nCREATE LOGIN " + bracketed(user) + " WITH PASSWORD = " + PASSWORD + ";\nGO\n";
    }

    private static String sqlServerDatabase(Database database) {
        String name = bracketed(database.name());
        String user = bracketed(database.user());
        return "\nCREATE DATABASE " + name + ";\nGO\nUSE " + name + ";\nCREATE USER " + user + " FOR LOGIN " + user
                + ";\nALTER ROLE db_owner ADD MEMBER " + user + ";\nGO\n";
    }

    private static String bracketed(String name) {
        return "[" + name.replace("]", "]]") + "]";
    }

    private String schema(String database, List<Source> scripts) {
        StringBuilder sql = new StringBuilder("-- Once, into an empty schema: " + command(database) + "\n");
        for (Source script : scripts) {
            ScriptFiles.append(sql, script.origin(), SchemaScript.decoded(script.content()));
        }
        return sql.toString();
    }

    private String command(String database) {
        Endpoint server = JdbcUrl.endpoints(layout.url()).get(0);
        String file = database + ".sql";
        if (kind == DatabaseKind.ORACLE) {
            return "sqlplus " + database + "@//" + server
                    + layout.url().substring(layout.url().lastIndexOf('/')) + " @" + file;
        }
        return "sqlcmd -S " + server.host() + "," + server.port() + " -d " + database + " -i " + file;
    }
}
