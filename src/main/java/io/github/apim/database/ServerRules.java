package io.github.apim.database;

import io.github.apim.rules.Rule;
import java.util.List;

/** The rules that are decided by the database server, as {@code apim:databases} finds it. */
public final class ServerRules {

    private ServerRules() {}

    /** The rules of all kinds of servers. */
    public static List<Rule<ServerContext>> all() {
        return MySqlRules.all();
    }
}
