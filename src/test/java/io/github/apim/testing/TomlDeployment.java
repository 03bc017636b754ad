package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Path;

/** A distributed deployment of API Manager 3.x or 4.x on the small packs of {@link TomlPack}. */
public final class TomlDeployment {

    /** What nodes of 4.7.0 encrypt with. */
    public static final String ENCRYPTION_KEY = "7e5700c0ffee".repeat(5) + "0042";

    private static final String HEAD = """
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              parameters: useSSL=false&autoReconnect=true
              driver: mysql-connector-java-8.0.30.jar
              credentials: apim-db
              schemas: { api-manager: apim_db, shared: shared_db }
            admin: { credentials: apim-admin }
            """;

    private static final String OF_3 = """
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                publisher: { name: pub.example.com, https: 443 }
                devportal: { name: devportal.example.com, https: 443 }
                key-manager: { name: km.example.com, https: 443 }
                gateway: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
            nodes:
              publisher-1: { role: publisher, host: pub-1.internal, address: 10.0.0.11, offset: 1 }
              devportal-1: { role: devportal, host: dev-1.internal, address: 10.0.0.11, offset: 2 }
              key-manager-1: { role: key-manager, host: km-1.internal, address: 10.0.0.13 }
              key-manager-2: { role: key-manager, host: km-2.internal, address: 10.0.0.14 }
              traffic-manager-1: { role: traffic-manager, host: tm-1.internal, address: 10.0.0.15 }
              traffic-manager-2: { role: traffic-manager, host: tm-2.internal, address: 10.0.0.14, offset: 1 }
              gateway-1: { role: gateway, host: gw-1.internal, address: 10.0.0.17, jvm: { heap: 2g } }
              gateway-2: { role: gateway, host: gw-2.internal, address: 10.0.0.18 }
            """;

    private static final String OF_4 = """
            load-balancer:
              address: 10.0.0.5
              virtual-hosts:
                control-plane: { name: api.example.com, https: 443 }
                gateway: { name: gw.example.com, http: 80, https: 443 }
                gateway-manager: { name: mgt.gw.example.com, https: 443 }
            nodes:
              control-plane-1: { role: control-plane, host: cp-1.internal, address: 10.0.0.11, jvm: { heap: 2g } }
              control-plane-2: { role: control-plane, host: cp-2.internal, address: 10.0.0.12 }
              traffic-manager-1: { role: traffic-manager, host: tm-1.internal, address: 10.0.0.21 }
              traffic-manager-2: { role: traffic-manager, host: tm-2.internal, address: 10.0.0.12, offset: 1 }
              gateway-1: { role: gateway, host: gw-1.internal, address: 10.0.0.31, jvm: { heap: 2g } }
              gateway-2: { role: gateway, host: gw-2.internal, address: 10.0.0.32 }
            """;

    private TomlDeployment() {}

    /** The descriptor of a version; the files that it names lie beside it. */
    public static String descriptor(String version) {
        String key = TomlPack.isSince("4.7.0", version) ? "encryption: { credentials: apim-encryption }\n" : "";
        return "packs:\n" + TomlPack.lines(version) + HEAD + key + (TomlPack.isSince("4.0.0", version) ? OF_4 : OF_3);
    }

    /** The deployment of a version, with its packs and its driver, in a folder. */
    public static TestDeployment in(Path folder, String version) throws IOException {
        return in(folder, version, descriptor(version));
    }

    /** Another deployment of a version, with its packs and its driver, in a folder. */
    public static TestDeployment in(Path folder, String version, String descriptor) throws IOException {
        for (SmallPack pack : TomlPack.all(version)) {
            pack.toZip(folder);
        }
        return on(folder, descriptor);
    }

    /** A deployment whose packs lie in its folder. */
    public static TestDeployment on(Path folder, String descriptor) throws IOException {
        TestJars.newerMysqlDriver(folder.resolve("mysql-connector-java-8.0.30.jar"));
        return TestDeployment.in(folder, folder, descriptor)
                .knowing("apim-db", "apim", "db<&>'\"$(secret)")
                .knowing("apim-admin", "operator", "admin-secret")
                .knowing("apim-encryption", "any", ENCRYPTION_KEY);
    }
}
