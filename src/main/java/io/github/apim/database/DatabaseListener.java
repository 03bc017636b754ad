package io.github.apim.database;

/** Is told what the server has and gets, in sentences; the goal turns them into lines of the log. */
public interface DatabaseListener {

    /** What is found, is to be done, or has been done. */
    void says(String line);

    /** Something the user should know and need not mend. */
    void warning(String message);
}
