package io.github.apim.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Small packs of API Manager 3.x and 4.x, whose servers render their files from a deployment.toml: whole ones, and those of
 * one part from 4.5 on. What they have in common is the tree of 3.2.0; which other files there are is said here, as their
 * names are what counts.
 */
public final class TomlPack {

    public static final String CONTROL_PLANE = "wso2am-acp";
    public static final String TRAFFIC_MANAGER = "wso2am-tm";
    public static final String GATEWAY = "wso2am-universal-gw";

    private static final String COMMON = "wso2am-3.2.0";

    /** All versions, the oldest first. */
    public static final List<String> VERSIONS =
            List.of("3.0.0", "3.1.0", "3.2.0", "4.0.0", "4.1.0", "4.2.0", "4.3.0", "4.4.0", "4.5.0", "4.6.0", "4.7.0");

    /** Packs, and versions that have deployment.toml files of their own, the newest first. */
    private static final Map<String, List<String>> TREES = Map.of(
            "wso2am",
            List.of("4.5.0", "4.1.0", "3.2.0"),
            CONTROL_PLANE,
            List.of("4.5.0"),
            TRAFFIC_MANAGER,
            List.of("4.5.0"),
            GATEWAY,
            List.of("4.5.0"));

    private static final Map<String, List<String>> SCRIPTS = Map.of(
            CONTROL_PLANE, List.of("api-cp.sh", "key-manager.sh"),
            TRAFFIC_MANAGER, List.of("traffic-manager.sh"),
            GATEWAY, List.of("gateway.sh"));

    private static final Map<String, String> TITLES = Map.of(
            "wso2am",
            "WSO2 API Manager",
            CONTROL_PLANE,
            "WSO2 API Control Plane",
            TRAFFIC_MANAGER,
            "WSO2 Traffic Manager",
            GATEWAY,
            "WSO2 Universal Gateway");

    private static final String SERVER = "repository/deployment/server/";
    private static final String SYNAPSE = "synapse-configs/default/";
    private static final String TEMPLATES = "repository/resources/conf/templates/";

    /** Templates that the tree has no text for. */
    private static final List<String> RENDERED = List.of(
            "repository/conf/axis2/axis2.xml",
            "repository/conf/axis2/axis2_blocking_client.xml",
            "repository/conf/axis2/tenant-axis2.xml",
            "repository/conf/registry.xml",
            "repository/conf/jndi.properties",
            "repository/conf/user-mgt.xml",
            "repository/conf/datasources/master-datasources.xml",
            "repository/conf/tomcat/carbon/WEB-INF/web.xml",
            SERVER + SYNAPSE + "inbound-endpoints/SecureWebSocketInboundEndpoint.xml");

    private static final List<String> OF_KEY_MANAGERS =
            List.of("repository/conf/axis2/axis2_KM.xml", "repository/conf/axis2/tenant-axis2_KM.xml");

    private static final List<String> OF_TRAFFIC_MANAGERS =
            List.of("repository/conf/axis2/axis2_TM.xml", "repository/conf/registry_TM.xml");

    private static final List<String> OF_PORTALS = List.of(
            "repository/conf/axis2/axis2_Publisher.xml",
            "repository/conf/axis2/tenant-axis2_Publisher.xml",
            "repository/conf/axis2/axis2_Devportal.xml",
            "repository/conf/axis2/tenant-axis2_Devportal.xml");

    private static final List<String> SINCE_4_1 = List.of(
            "repository/conf/axis2/axis2_ControlPlane.xml",
            "repository/conf/axis2/tenant-axis2_ControlPlane.xml",
            "repository/conf/tomcat/carbon/WEB-INF/web_TM_GW.xml",
            SERVER + SYNAPSE + "inbound-endpoints/WebSocketInboundEndpoint.xml",
            SERVER + SYNAPSE + "inbound-endpoints/SecureWebhookServer.xml");

    /** Web applications whose pages are templates, too. */
    private static final List<String> SINCE_4_2 = List.of(
            SERVER + "webapps/authenticationendpoint/WEB-INF/web.xml",
            SERVER + "webapps/accountrecoveryendpoint/WEB-INF/web.xml");

    private static final List<String> SYNAPSE_CONFIGS = List.of(
            "synapse.xml",
            "registry.xml",
            "sequences/main.xml",
            "inbound-endpoints/WebSocketInboundEndpoint.xml",
            "inbound-endpoints/SecureWebSocketInboundEndpoint.xml");

    /** Rendered files are shipped, too; this one names the databases of the shipped deployment.toml. */
    private static final String REGISTRY = """
            <wso2registry>
                <currentDBConfig>wso2registry</currentDBConfig>
                <dbConfig name="wso2registry"><dataSource>jdbc/WSO2CarbonDB</dataSource></dbConfig>
                <dbConfig name="govregistry"><dataSource>jdbc/SHARED_DB</dataSource></dbConfig>
            </wso2registry>
            """;

    private static final List<String> FOLDERS = List.of("authenticationendpoint", "accountrecoveryendpoint");

    private static final List<String> IDENTITY = List.of(
            "oauth2",
            "api#identity#user#v1.0",
            "api#identity#recovery#v0.9",
            "api#identity#consent-mgt#v1.0",
            "client-registration#v0.17");

    private static final List<String> SAMPLES = List.of("am#sample#calculator#v1", "am#sample#pizzashack#v1");

    private TomlPack() {}

    /** The pack of API Manager 3.2.0. */
    public static SmallPack of3() {
        return of(COMMON);
    }

    /** The pack of API Manager 4.1.0, which is started in profiles. */
    public static SmallPack of4() {
        return of("wso2am-4.1.0");
    }

    /** The packs that nodes of a version are made of, {@code packs:} of the descriptor by {@link #lines(String)}. */
    public static List<SmallPack> all(String version) {
        return roots(version).map(TomlPack::of).toList();
    }

    /** What a descriptor says below {@code packs:} if the zips of {@link #all} lie beside it. */
    public static String lines(String version) {
        List<String> keys = List.of("api-manager", "control-plane", "traffic-manager", "gateway");
        List<String> roots = roots(version).toList();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < roots.size(); i++) {
            lines.append("  ")
                    .append(keys.get(i))
                    .append(": ")
                    .append(roots.get(i))
                    .append(".zip\n");
        }
        return lines.toString();
    }

    private static Stream<String> roots(String version) {
        return isSince("4.5.0", version)
                ? Stream.of("wso2am", CONTROL_PLANE, TRAFFIC_MANAGER, GATEWAY).map(part -> part + "-" + version)
                : Stream.of("wso2am-" + version);
    }

    /**
     * A pack of any of these versions, to be changed before it is written.
     *
     * @param root {@code wso2am-4.1.0}, {@code wso2am-acp-4.5.0}
     */
    public static SmallPack of(String root) {
        int dash = root.lastIndexOf('-');
        String part = root.substring(0, dash);
        String version = root.substring(dash + 1);
        SmallPack pack = SmallPack.named(root).lay(COMMON);
        String tree = part + "-"
                + TREES.get(part).stream()
                        .filter(known -> isSince(known, version))
                        .findFirst()
                        .orElse("3.2.0");
        if (!tree.equals(COMMON)) {
            pack.lay(tree);
        }
        SmallPack first = SmallPack.changed();
        for (String file : List.of("dbscripts/mysql.sql", "dbscripts/apimgt/mysql.sql")) {
            pack.file(file, first.bytes(file));
            pack.file(file.replace("mysql", "postgresql"), first.bytes(file.replace("mysql", "postgresql")));
        }
        for (String folder : List.of(
                "repository/components/lib/",
                "repository/components/dropins/",
                "repository/logs/",
                "repository/resources/security/",
                "tmp/")) {
            pack.folder(folder);
        }
        for (String script : scripts(part, version)) {
            pack.executable("bin/" + script, launcher(script));
        }
        pack.file("bin/version.txt", TITLES.get(part) + " v" + version + "\n")
                .file("bin/wso2carbon-version.txt", "WSO2 Carbon Framework v4.6\n")
                .file("updates/product.txt", root);
        for (String file : templates(part, version)) {
            pack.file(TEMPLATES + file + ".j2", "{# " + file + " #}\n");
        }
        for (String file : List.of("carbon.xml", "axis2/axis2.xml", "axis2/axis2_blocking_client.xml")) {
            pack.file("repository/conf/" + file, "<!-- as the template of " + root + " renders it -->\n<shipped/>\n");
        }
        pack.file("repository/conf/registry.xml", REGISTRY);
        if (!part.equals(TRAFFIC_MANAGER) && !part.equals(CONTROL_PLANE)) {
            SYNAPSE_CONFIGS.forEach(file -> pack.file(SERVER + SYNAPSE + file, "<definitions/>\n"));
        }
        webApplications(part, version)
                .forEach(name -> pack.file(SERVER + "webapps/" + name + ".war", TestJars.jar(name, new byte[] {1})));
        if (part.equals("wso2am") || part.equals(CONTROL_PLANE)) {
            FOLDERS.forEach(name -> pack.file(SERVER + "webapps/" + name + "/index.jsp", name + "\n"));
            portals(version).forEach(file -> pack.file(SERVER + file, "portal\n"));
        }
        return pack;
    }

    /**
     * The pack of an identity server that renders its files.
     *
     * @param toml what it ships as its deployment.toml
     */
    public static SmallPack identityServer(String version, String toml) {
        SmallPack pack = SmallPack.named("wso2is-" + version).lay(COMMON);
        for (String folder : List.of(
                "repository/components/lib/",
                "repository/components/dropins/",
                "repository/logs/",
                "repository/resources/security/",
                SERVER + "webapps/",
                "tmp/")) {
            pack.folder(folder);
        }
        return pack.without(TEMPLATES + "repository/conf/api-manager.xml.j2")
                .executable("bin/wso2server.sh", launcher("wso2server.sh"))
                .file("bin/version.txt", "WSO2 Identity Server v" + version + "\n")
                .file("repository/conf/carbon.xml", "<shipped/>\n")
                .file("repository/conf/deployment.toml", toml);
    }

    /** What stands for the server, under another name. */
    private static byte[] launcher(String script) {
        String text = new String(SmallPack.changed().bytes("bin/wso2server.sh"), StandardCharsets.UTF_8);
        return text.replace(
                        "java -Xms256m -Xmx1024m -XX:MaxPermSize=256m ", "java ${JVM_MEM_OPTS:--Xms256m -Xmx1024m} ")
                .replace("bin/wso2server.sh", "bin/" + script)
                .replace("  wso2server.sh", "  " + script)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A pack with the names of a real one, the small pack's content where that has a file of the name, and else a line with
     * the name. What a start has left in those that are listed is not in it.
     */
    public static SmallPack listed(String root) throws IOException {
        SmallPack pack = SmallPack.named(root);
        SmallPack small = of(root);
        for (RealPacks.Listed listed : RealPacks.listing(root)) {
            String path = listed.path().substring(root.length() + 1);
            if (path.startsWith("repository/conf/solr/registry-indexing/")
                    || path.startsWith("repository/components/patches/.metadata")) {
                continue;
            }
            if (listed.isFolder()) {
                pack.folder(path.isEmpty() ? "bin/" : path);
            } else if (small.names().contains(listed.path())) {
                pack.file(path, small.bytes(path));
            } else if (path.endsWith(".jar")) {
                pack.file(path, TestJars.jar("name.txt", path.getBytes(StandardCharsets.UTF_8)));
            } else {
                pack.file(path, path.endsWith(".sh") ? "#!/bin/sh\n# " + path + "\n" : path + "\n");
            }
        }
        return pack;
    }

    private static List<String> scripts(String part, String version) {
        return SCRIPTS.getOrDefault(part, List.of(isSince("4.0.0", version) ? "api-manager.sh" : "wso2server.sh"));
    }

    private static List<String> templates(String part, String version) {
        List<String> templates = new ArrayList<>(RENDERED);
        if (part.equals("wso2am") || part.equals(CONTROL_PLANE)) {
            templates.addAll(OF_KEY_MANAGERS);
        }
        if (part.equals("wso2am")) {
            templates.addAll(OF_TRAFFIC_MANAGERS);
            if (isSince("3.2.0", version)) {
                templates.addAll(OF_PORTALS);
            }
            if (isSince("4.1.0", version)) {
                templates.addAll(SINCE_4_1);
            }
            if (isSince("4.2.0", version)) {
                templates.addAll(SINCE_4_2);
            }
        }
        return templates;
    }

    private static List<String> webApplications(String part, String version) {
        return switch (part) {
            case TRAFFIC_MANAGER -> List.of("internal#data#v1");
            case GATEWAY -> List.of("api#am#gateway#v2", "am#sample#pizzashack#v1");
            default -> {
                List<String> names = new ArrayList<>(IDENTITY);
                if (!part.equals(CONTROL_PLANE)) {
                    names.addAll(SAMPLES);
                }
                names.addAll(List.of("api#am#admin", "api#am#publisher"));
                names.add(isSince("4.0.0", version) ? "api#am#devportal" : "api#am#store");
                if (!isSince("3.2.0", version)) {
                    names.add("throttle#data#v1");
                    yield names;
                }
                names.addAll(List.of("internal#data#v1", "keymanager-operations", "api#identity#oauth2#v1.0"));
                if (!part.equals(CONTROL_PLANE)) {
                    names.add(isSince("4.0.0", version) ? "api#am#gateway#v2" : "api#am#gateway");
                }
                yield names;
            }
        };
    }

    /** Paths below the server's deployments. */
    private static List<String> portals(String version) {
        return isSince("4.2.0", version)
                ? List.of(
                        "webapps/publisher/index.jsp",
                        "webapps/devportal/index.jsp",
                        "webapps/admin/index.jsp",
                        "webapps/lerna.json")
                : List.of(
                        "jaggeryapps/publisher/index.jag",
                        "jaggeryapps/devportal/index.jag",
                        "jaggeryapps/admin/index.jag",
                        "jaggeryapps/lerna.json");
    }

    /** Whether a version is this one or a later one. */
    public static boolean isSince(String since, String version) {
        return VERSIONS.indexOf(version) >= VERSIONS.indexOf(since);
    }
}
