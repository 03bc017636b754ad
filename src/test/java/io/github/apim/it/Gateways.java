package io.github.apim.it;

/** A deployment of gateways for tests that do not look at its values. */
final class Gateways {

    /** A manager and two workers; {@code PACK} stands for the pack's path. */
    static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            nodes:
              gateway-manager:  { role: gateway-manager, host: gw-mgt.internal, address: 10.0.0.10 }
              gateway-worker-1: { role: gateway-worker,  host: gw-1.internal,   address: 10.0.0.11 }
              gateway-worker-2: { role: gateway-worker,  host: gw-2.internal,   address: 10.0.0.12 }
              key-manager-1:    { role: key-manager,     host: km-1.internal,   address: 10.0.0.13 }
            """;

    private Gateways() {}
}
