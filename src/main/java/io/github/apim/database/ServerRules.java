package io.github.apim.database;

import io.github.apim.rules.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules that are decided by the database server, as {@code apim:databases} finds it. */
public final class ServerRules {

    private ServerRules() {}

    /** The rules of all kinds of servers. */
    public static List<Rule<ServerContext>> all() {
        return Stream.concat(MySqlRules.all().stream(), PostgreSqlRules.all().stream())
                .toList();
    }
}
