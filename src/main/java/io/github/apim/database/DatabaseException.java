package io.github.apim.database;

import java.io.IOException;
import java.sql.SQLException;

/** The database server, or a script for it, does not do what it should; says where and never holds a secret. */
public final class DatabaseException extends IOException {

    private static final long serialVersionUID = 1;

    /** The SQLSTATE class of everything about connections. */
    private static final String CONNECTION = "08";

    /** How to mend missing rights. */
    static final String ADMINISTRATOR = "name the <server> of settings.xml with a user who may create databases and"
            + " users by -Dapim.databaseAdministrator=…";

    /** Without the driver's exception as the cause: what a server quotes of a statement is not to show in a stack trace. */
    DatabaseException(String message) {
        super(message);
    }

    /** Whether the connection failed, not a statement. */
    static boolean isConnection(SQLException problem) {
        return problem.getSQLState() != null && problem.getSQLState().startsWith(CONNECTION);
    }

    /** The server's own words; of a failed connection the driver's first line and the network's reason. */
    static String said(SQLException problem) {
        String text = String.valueOf(problem.getMessage());
        if (!isConnection(problem)) {
            // PostgreSQL tells its errors apart by the state alone.
            String code = problem.getErrorCode() == 0 ? problem.getSQLState() : String.valueOf(problem.getErrorCode());
            return text.replaceAll("\\s+", " ") + " (error " + code + ")";
        }
        Throwable reason = problem;
        while (reason.getCause() != null && reason.getCause() != reason) {
            reason = reason.getCause();
        }
        String first = text.lines().findFirst().orElse("");
        return reason == problem ? first : first + " (" + reason.getMessage() + ")";
    }
}
