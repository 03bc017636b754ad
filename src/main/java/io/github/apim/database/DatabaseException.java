package io.github.apim.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** The database server, or a script for it, does not do what it should; says where and never holds a secret. */
public final class DatabaseException extends IOException {

    private static final long serialVersionUID = 1;

    /** The SQLSTATE class of everything about connections. */
    private static final String CONNECTION = "08";

    /** No right to a database, to a table, to something that needs a special right, or to make users. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1227, 1410);

    /** How to mend missing rights. */
    static final String ADMINISTRATOR = "name the <server> of settings.xml with a user who may create databases and"
            + " users by -Dapim.databaseAdministrator=…";

    DatabaseException(String message) {
        super(message);
    }

    /** Without the driver's exception as the cause: what a server quotes of a statement is not to show in a stack trace. */
    static DatabaseException of(String what, SQLException problem) {
        return new DatabaseException(
                what + ": " + said(problem) + (DENIED.contains(problem.getErrorCode()) ? "; " + ADMINISTRATOR : ""));
    }

    /** Whether the connection failed, not a statement. */
    static boolean isConnection(SQLException problem) {
        return problem.getSQLState() != null && problem.getSQLState().startsWith(CONNECTION);
    }

    /** The server's own words; of a failed connection the driver's first line and the network's reason. */
    static String said(SQLException problem) {
        String text = String.valueOf(problem.getMessage());
        if (!isConnection(problem)) {
            return text.replaceAll("\\s+", " ") + " (error " + problem.getErrorCode() + ")";
        }
        Throwable reason = problem;
        while (reason.getCause() != null && reason.getCause() != reason) {
            reason = reason.getCause();
        }
        String first = text.lines().findFirst().orElse("");
        return reason == problem ? first : first + " (" + reason.getMessage() + ")";
    }
}
