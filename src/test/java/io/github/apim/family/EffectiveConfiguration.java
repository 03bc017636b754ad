package io.github.apim.family;

import io.github.apim.testing.NodeHome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The values of a node's files that the matrix speaks of, as lines that can be compared. */
final class EffectiveConfiguration {

    private static final String CLUSTERING = "/axisconfig/clustering";

    private final NodeHome home;
    private final List<String> lines = new ArrayList<>();

    private EffectiveConfiguration(NodeHome home) {
        this.home = home;
    }

    /** What Carbon will read from this node's files. */
    static String of(NodeHome home) {
        EffectiveConfiguration configuration = new EffectiveConfiguration(home);
        configuration.carbon();
        configuration.axis2();
        configuration.catalina();
        configuration.datasources();
        configuration.registry();
        configuration.users();
        configuration.apiManager();
        configuration.files();
        return String.join("\n", configuration.lines) + "\n";
    }

    private void carbon() {
        String file = "repository/conf/carbon.xml";
        add("HostName", file, "/Server/HostName");
        add("MgtHostName", file, "/Server/MgtHostName");
        add("Offset", file, "/Server/Ports/Offset");
        add("DeploymentSynchronizer", file, "/Server/DeploymentSynchronizer/*");
    }

    private void axis2() {
        String file = "repository/conf/axis2/axis2.xml";
        add("clustering", file, CLUSTERING + "/@enable");
        for (String name : List.of("membershipScheme", "domain", "localMemberHost", "localMemberPort")) {
            add(name, file, CLUSTERING + "/parameter[@name='" + name + "']");
        }
        add("subDomain", file, CLUSTERING + "/parameter[@name='properties']/property[@name='subDomain']/@value");
        add("members", file, CLUSTERING + "/members/member/*");
        add("groupManagement", file, CLUSTERING + "/groupManagement/@enable");
        add("HostnameVerifier", file, "//transportSender[@name='https']/parameter[@name='HostnameVerifier']");
        add("WSDLEPRPrefix http", file, "//transportReceiver[@name='http']/parameter[@name='WSDLEPRPrefix']");
        add("WSDLEPRPrefix https", file, "//transportReceiver[@name='https']/parameter[@name='WSDLEPRPrefix']");
        add("pass-through ports", file, "//transportReceiver/parameter[@name='port']");
    }

    private void catalina() {
        String file = "repository/conf/tomcat/catalina-server.xml";
        add("connectors", file, "/Server/Service/Connector/@port");
        add("proxyPort 9763", file, "/Server/Service/Connector[@port='9763']/@proxyPort");
        add("proxyPort 9443", file, "/Server/Service/Connector[@port='9443']/@proxyPort");
    }

    private void datasources() {
        String file = "repository/conf/datasources/master-datasources.xml";
        for (String name : home.values(file, "/datasources-configuration/datasources/datasource/name")) {
            String datasource = "/datasources-configuration/datasources/datasource[name='" + name + "']";
            add(name + " JNDI", file, datasource + "/jndiConfig/name");
            String configuration = datasource + "/definition[@type='RDBMS']/configuration/";
            add(name, file, configuration + "*[self::url or self::username or self::password]");
            add(name + " driver", file, configuration + "driverClassName");
            add(name + " commits", file, configuration + "defaultAutoCommit");
            add(
                    name + " pool",
                    file,
                    configuration + "*[self::maxActive or self::maxWait or self::testOnBorrow"
                            + " or self::validationQuery or self::validationInterval]");
        }
    }

    private void registry() {
        String file = "repository/conf/registry.xml";
        add("currentDBConfig", file, "/wso2registry/currentDBConfig");
        add("dbConfig", file, "/wso2registry/dbConfig/@name | /wso2registry/dbConfig/dataSource");
        add("remoteInstance", file, "/wso2registry/remoteInstance/@url | /wso2registry/remoteInstance/*");
        add("mount", file, "/wso2registry/mount/@path | /wso2registry/mount/@overwrite | /wso2registry/mount/*");
    }

    private void users() {
        String file = "repository/conf/user-mgt.xml";
        add("dataSource", file, "/UserManager/Realm/Configuration/Property[@name='dataSource']");
        add("AdminUser", file, "/UserManager/Realm/Configuration/AdminUser/*");
        add("UserStoreManager", file, "/UserManager/Realm/UserStoreManager/@class");
    }

    private void apiManager() {
        String file = "repository/conf/api-manager.xml";
        add("DataSourceName", file, "/APIManager/DataSourceName");
        String validator = "/APIManager/APIKeyValidator/";
        add("login", file, "/APIManager/AuthManager/*");
        add("key manager", file, validator + "*[self::ServerURL or self::Username or self::Password]");
        for (String name : List.of(
                "KeyValidatorClientType",
                "EnableThriftServer",
                "ThriftClientPort",
                "ThriftServerPort",
                "ThriftServerHost",
                "RevokeAPIURL")) {
            add(name, file, validator + name);
        }
        add("APIKeyManager", file, "/APIManager/APIKeyManager");
        String environment = "/APIManager/APIGateway/Environments/Environment/";
        add("environment", file, environment + "*[self::Name or self::ServerURL or self::Username or self::Password]");
        add("GatewayEndpoint", file, environment + "GatewayEndpoint");
        add("EnableGatewayKeyCache", file, "/APIManager/APIGateway/EnableGatewayKeyCache");
        add("store", file, "/APIManager/APIStore/*[self::DisplayURL or self::URL]");
        add("publisher", file, "/APIManager/APIPublisher/*[self::DisplayURL or self::URL]");
    }

    private void files() {
        Predicate<String> jar = path -> path.endsWith(".jar");
        for (String folder : List.of("repository/components/dropins/", "repository/components/lib/")) {
            for (String path : home.paths()) {
                boolean ours = path.contains("mysql") || path.contains("svnkit") || path.contains("trilead");
                if (path.startsWith(folder) && jar.test(path) && ours) {
                    lines.add(path);
                }
            }
        }
        String applications = "repository/deployment/server/jaggeryapps/";
        lines.add("Jaggery applications:"
                + home.paths().stream()
                        .filter(path -> path.startsWith(applications))
                        .map(path -> path.substring(applications.length()))
                        .filter(path -> !path.contains("/"))
                        .map(" "::concat)
                        .collect(Collectors.joining()));
        String launcher = home.text("bin/start-node.sh");
        for (String variable : List.of("NODE", "PROFILE", "NODE_JAVA_HOME", "NODE_JAVA_OPTS")) {
            launcher.lines().filter(line -> line.startsWith(variable + "=")).forEach(lines::add);
        }
        for (String path : List.of(
                "bin/start-node.sh",
                "repository/conf/carbon.xml",
                "repository/conf/user-mgt.xml",
                "repository/conf/datasources/master-datasources.xml",
                "repository/conf/api-manager.xml")) {
            lines.add(path + " %o".formatted(home.mode(path)));
        }
    }

    /** A line for what is there, none for what is not. */
    private void add(String label, String file, String xpath) {
        List<String> values = home.values(file, xpath);
        if (!values.isEmpty()) {
            lines.add(label + ": " + String.join(" ", values));
        }
    }
}
