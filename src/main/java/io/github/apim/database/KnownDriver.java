package io.github.apim.database;

import java.util.Map;

/**
 * A JDBC driver as it describes itself.
 *
 * @param name     its class
 * @param defaults the names of the parameters that it knows, with their defaults; an unknown parameter does nothing
 */
record KnownDriver(String name, Map<String, String> defaults) {

    boolean knows(String parameter) {
        return defaults.containsKey(parameter);
    }
}
