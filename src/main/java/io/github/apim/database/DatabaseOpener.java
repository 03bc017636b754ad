package io.github.apim.database;

/** Opens a session of the administrator in a database of the server: some servers show what is in it only there. */
@FunctionalInterface
interface DatabaseOpener {

    /** @throws DatabaseException if the administrator is not let into it */
    DatabaseServer open(String database) throws DatabaseException;
}
