package io.github.apim.family.am2;

import io.github.apim.deployment.Deployment;
import io.github.apim.deployment.Node;
import io.github.apim.deployment.Problem;
import io.github.apim.descriptor.Descriptors;
import io.github.apim.descriptor.ReadResult;
import io.github.apim.family.HeldFiles;
import io.github.apim.family.carbon.CarbonFiles;
import io.github.apim.product.Catalogue;
import io.github.apim.product.Product;
import io.github.apim.product.ProductVersion;
import io.github.apim.rules.PlanContext;
import io.github.apim.rules.PlannedNode;
import io.github.apim.rules.Rule;
import io.github.apim.rules.Rules;
import io.github.apim.rules.XmlReading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The homes of a distributed API Manager 2.x, of little more than what the rules of 2.x read, none of which they break. A
 * test breaks one file and reads what the rules say.
 */
final class SoundHomes {

    static final String API_MANAGER = CarbonFiles.API_MANAGER;
    static final String USERS = CarbonFiles.USER_MANAGEMENT;
    static final String DATASOURCES = CarbonFiles.DATASOURCES;
    static final String CARBON = CarbonFiles.CARBON;
    static final String JNDI = CarbonFiles.JNDI;
    static final String AXIS2 = CarbonFiles.AXIS2;
    static final String REGISTRY = CarbonFiles.REGISTRY;
    static final String LAUNCHER = "bin/start-node.sh";
    static final String IDENTITY = "repository/conf/identity/identity.xml";
    static final String PROVIDERS = "repository/conf/identity/sso-idp-config.xml";
    static final String STORE = CarbonFiles.JAGGERY_APPLICATIONS + "store/site/conf/site.json";

    private static final String DESCRIPTOR = """
            packs: { api-manager: am.zip, identity-server: is.zip }
            databases: { url: "jdbc:mysql://10.1.0.20:3306", driver: mysql.jar, credentials: apim-db }
            admin: { credentials: apim-admin }
            throttling: { policies: tm-1, synchronize-policies: rsync }
            load-balancer:
              virtual-hosts:
                gateway-worker: { name: gw.example.com, http: 80, https: 443 }
                store: { name: store.example.com, https: 443 }
            single-sign-on: { identity-server: is }
            nodes:
              manager: { role: gateway-manager, host: gw-mgt.internal, address: 10.1.0.10 }
              worker:  { role: gateway-worker, host: gw-1.internal, address: 10.1.0.11 }
              tm-1:    { role: traffic-manager, host: tm-1.internal, address: 10.1.0.13 }
              tm-2:    { role: traffic-manager, host: tm-2.internal, address: 10.1.0.14, offset: 1 }
              km:      { role: key-manager, host: km.internal, address: 10.1.0.15, offset: 3 }
              pub:     { role: publisher, host: pub.internal, address: 10.1.0.16, offset: 1 }
              store:   { role: store, host: store.internal, address: 10.1.0.16, offset: 2 }
              is:      { role: identity-server, host: is.internal, address: 10.1.0.17 }
            """;

    private static final Map<String, String> IDENTITY_SERVERS =
            Map.of("2.0.0", "5.2.0", "2.1.0", "5.3.0", "2.2.0", "5.5.0", "2.5.0", "5.6.0", "2.6.0", "5.7.0");

    private static final String EVENTS = "{tcp://tm-1.internal:9611},{tcp://tm-2.internal:9612}";
    private static final String EVENTS_OVER_TLS = "{ssl://tm-1.internal:9711},{ssl://tm-2.internal:9712}";
    private static final String BROKERS = "amqp://USER:PASSWORD@clientid/carbon?failover='roundrobin'%26cyclecount='2'"
            + "%26brokerlist='tcp://tm-1.internal:5672?retries='5'%26connectdelay='50';tcp://tm-2.internal:5673"
            + "?retries='5'%26connectdelay='50''";

    private final Path folder;
    private final String version;
    private String descriptor = DESCRIPTOR;
    private final Map<String, TreeMap<String, byte[]>> files = new HashMap<>();
    private final Map<String, Set<String>> changed = new HashMap<>();

    private SoundHomes(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    /** Of a version with the layout of 2.0.0. */
    static SoundHomes older(Path folder) {
        return of(folder, "2.1.0");
    }

    /** Of the newest version. */
    static SoundHomes newer(Path folder) {
        return of(folder, "2.6.0");
    }

    static SoundHomes of(Path folder, String version) {
        SoundHomes homes = new SoundHomes(folder, version);
        for (Node node : homes.read().deployment().nodes()) {
            homes.fill(node);
        }
        homes.changed.clear();
        return homes;
    }

    /** Without a file. */
    static SoundHomes empty(Path folder, String version, String descriptor) {
        SoundHomes homes = new SoundHomes(folder, version);
        homes.descriptor = descriptor;
        homes.read().deployment().nodes().forEach(node -> homes.files.put(node.name(), new TreeMap<>()));
        return homes;
    }

    private boolean isNewer() {
        return !version.equals("2.0.0") && !version.equals("2.1.0");
    }

    private void fill(Node node) {
        String name = node.name();
        files.put(name, new TreeMap<>());
        put(name, USERS, """
                <UserManager><Realm><Configuration><AdminUser>
                  <UserName>operator</UserName><Password>secret</Password>
                </AdminUser></Configuration></Realm></UserManager>
                """);
        put(name, CARBON, """
                <Server><HostName>%s</HostName>
                  <Security>
                    <KeyStore>STORE</KeyStore>
                    <InternalKeyStore>STORE</InternalKeyStore>
                  </Security>
                  <DeploymentSynchronizer><Enabled>false</Enabled></DeploymentSynchronizer>
                </Server>
                """.formatted(node.host()).replace(
                "STORE",
                "<Location>own.jks</Location><Type>JKS</Type><Password>key</Password>"
                        + "<KeyAlias>own</KeyAlias><KeyPassword>key</KeyPassword>"));
        if (name.equals("is")) {
            put(name, PROVIDERS, """
                    <SSOIdentityProviderConfig><ServiceProviders><ServiceProvider><Issuer>API_STORE</Issuer>
                      <SignAssertion>true</SignAssertion><EnableAudienceRestriction>true</EnableAudienceRestriction>
                    </ServiceProvider></ServiceProviders></SSOIdentityProviderConfig>
                    """);
            return;
        }
        put(name, API_MANAGER, apiManager(node));
        put(name, DATASOURCES, datasources());
        put(name, LAUNCHER, "#!/bin/sh\nPROFILE=" + profile(node) + "\nexec sh bin/wso2server.sh\n");
        byRole(node);
    }

    private String profile(Node node) {
        return Catalogue.of(new ProductVersion(Product.API_MANAGER, version))
                .profile(node.role())
                .orElseThrow();
    }

    private void byRole(Node node) {
        String name = node.name();
        switch (node.role()) {
            case TRAFFIC_MANAGER -> {
                put(
                        name,
                        JNDI,
                        jndi("amqp://operator:secret@clientid/carbon?brokerlist='tcp://localhost:"
                                + (5672 + node.offset()) + "'"));
                put(name, AXIS2, "<axisconfig><transportReceiver name='http' class='org.wso2.Servlets'/></axisconfig>");
                put(name, REGISTRY, "<wso2registry><currentDBConfig>wso2registry</currentDBConfig></wso2registry>");
            }
            case PUBLISHER -> put(name, JNDI, jndi(brokers("operator", "secret")));
            case STORE -> {
                put(name, JNDI, jndi(brokers("operator", "secret")));
                put(name, STORE, """
                        {
                          "ssoConfiguration" : {
                            "enabled" : "true",
                            "issuer" : "API_STORE",
                            "assertionSigningEnabled" : "true",
                            "audienceRestrictionsEnabled" : "true"
                          },
                          "reverseProxy" : { "enabled" : false },
                          "whiteListedHostNames" : ["localhost", "store.example.com"]
                        }
                        """);
            }
            case KEY_MANAGER -> {
                put(name, CarbonFiles.WEB_APPLICATIONS + "/oauth2.war", "");
                put(name, CarbonFiles.WEB_APPLICATIONS + "/throttle#data#v0.14.war", "");
                put(name, IDENTITY, """
                        <Server><OAuth>
                          <IdentityOAuthTokenGenerator>org.example.Issuer</IdentityOAuthTokenGenerator>
                          <PersistAccessTokenAlias>true</PersistAccessTokenAlias>
                          <OpenIDConnect><IDTokenIssuerID>https://${carbon.host}/oauth2/token</IDTokenIssuerID></OpenIDConnect>
                        </OAuth></Server>
                        """);
            }
            default -> put(name, CarbonFiles.SYNAPSE + "/inbound-endpoints/WebSocket.xml", "<inboundEndpoint/>");
        }
    }

    static String brokers(String user, String password) {
        return BROKERS.replace("USER", user).replace("PASSWORD", password);
    }

    static String jndi(String url) {
        return "connectionfactory.TopicConnectionFactory = " + url + "\ntopic.throttleData = throttleData\n";
    }

    private static String datasources() {
        return "<datasources-configuration><datasources>"
                + datasource("WSO2_MB_STORE_DB", "WSO2MBStoreDB", "jdbc:h2:repository/database/WSO2MB_DB")
                + datasource("WSO2AM_STATS_DB", "jdbc/WSO2AM_STATS_DB", "jdbc:h2:repository/database/STATS")
                + "</datasources></datasources-configuration>";
    }

    static String datasource(String name, String jndiName, String url) {
        return "<datasource><name>" + name + "</name><jndiConfig><name>" + jndiName
                + "</name></jndiConfig><definition><configuration><url>" + url
                + "</url></configuration></definition></datasource>";
    }

    /** What the table of am-2 §10.2 says, in either layout. */
    private String apiManager(Node node) {
        boolean gateway = node.role().isGateway();
        boolean publisher = node.name().equals("pub");
        boolean reports = gateway || publisher && isNewer();
        String events = """
                <Type>Binary</Type>
                <ReceiverUrlGroup>%s</ReceiverUrlGroup>
                <AuthUrlGroup>%s</AuthUrlGroup>
                <Username>${admin.username}</Username>
                <Password>${admin.password}</Password>
                """.formatted(
                        reports ? EVENTS : "tcp://${carbon.local.ip}:${receiver.url.port}",
                        reports ? EVENTS_OVER_TLS : "ssl://${carbon.local.ip}:${auth.url.port}");
        return """
                <APIManager>
                  <APIGateway><Environments><Environment>
                    <GatewayWSEndpoint>ws://gw.example.com:9099</GatewayWSEndpoint>
                  </Environment></Environments></APIGateway>
                  <APIKeyValidator>
                    <KeyValidatorClientType>WSClient</KeyValidatorClientType>
                    <ThriftServerHost>localhost</ThriftServerHost>
                  </APIKeyValidator>
                  <OAuthConfigurations><RevokeAPIURL>https://gw.example.com:443/revoke</RevokeAPIURL></OAuthConfigurations>
                  <ThrottlingConfigurations>
                    <EnableAdvanceThrottling>true</EnableAdvanceThrottling>
                    TRAFFIC-MANAGER
                    <DataPublisher><Enabled>%1$s</Enabled>EVENTS</DataPublisher>
                    <PolicyDeployer>SWITCH<ServiceURL>%2$s</ServiceURL>
                      <Username>${admin.username}</Username><Password>${admin.password}</Password></PolicyDeployer>
                    <BlockCondition><Enabled>%1$s</Enabled></BlockCondition>
                    <JMSConnectionDetails><Enabled>%1$s</Enabled>SERVICE
                      <JMSConnectionParameters>
                        <connectionfactory.TopicConnectionFactory>%3$s</connectionfactory.TopicConnectionFactory>
                      </JMSConnectionParameters>
                    </JMSConnectionDetails>
                  </ThrottlingConfigurations>
                </APIManager>
                """.formatted(
                        gateway,
                        publisher ? "https://tm-1.internal:9443/services/" : "https://localhost:9443/services/",
                        brokers("${admin.username}", "${admin.password}"))
                .replace("TRAFFIC-MANAGER", isNewer() ? "<TrafficManager>" + events + "</TrafficManager>" : "")
                .replace("EVENTS", isNewer() ? "" : events)
                .replace("SWITCH", isNewer() ? "<Enabled>" + publisher + "</Enabled>" : "")
                .replace(
                        "SERVICE",
                        isNewer()
                                ? ""
                                : "<ServiceURL>tcp://tm-1.internal:5672</ServiceURL><Username>${admin.username}</Username>"
                                        + "<Password>${admin.password}</Password>");
    }

    /** Changes the descriptor; the files stay as they are. */
    SoundHomes describe(String text, String replacement) {
        descriptor = replaced(descriptor, text, replacement);
        return this;
    }

    SoundHomes replace(String node, String file, String text, String replacement) {
        return put(node, file, replaced(text(node, file), text, replacement));
    }

    String text(String node, String file) {
        return new String(files.get(node).get(file), StandardCharsets.ISO_8859_1);
    }

    private static String replaced(String before, String text, String replacement) {
        if (!before.contains(text)) {
            throw new IllegalArgumentException("does not say: " + text);
        }
        return before.replace(text, replacement);
    }

    SoundHomes put(String node, String file, String text) {
        return put(node, file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    SoundHomes put(String node, String file, byte[] content) {
        files.computeIfAbsent(node, absent -> new TreeMap<>()).put(file, content);
        changed.computeIfAbsent(node, absent -> new TreeSet<>()).add(file);
        return this;
    }

    SoundHomes remove(String node, String start) {
        files.get(node).keySet().removeIf(path -> path.startsWith(start));
        return this;
    }

    private ReadResult read() {
        ReadResult read = new Descriptors(folder).read(descriptor);
        Deployment deployment = read.deployment()
                .withVersions(
                        Map.of(Product.API_MANAGER, version, Product.IDENTITY_SERVER, IDENTITY_SERVERS.get(version)));
        return read.of(deployment);
    }

    /** What the rules of 2.x find, without those that 1.x has, too: the homes have not what these read. */
    List<Problem> problems() {
        return problems(rule -> rule.id().startsWith("N"));
    }

    private List<Problem> problems(Predicate<Rule<PlanContext>> asked) {
        ReadResult descriptorRead = read();
        List<PlannedNode> planned = descriptorRead.deployment().nodes().stream()
                .map(node -> new PlannedNode(
                        node,
                        new HeldFiles(files.get(node.name()), changed.getOrDefault(node.name(), Set.of())),
                        new XmlReading()))
                .toList();
        return Rules.check(
                ApiManager2Rules.all().stream().filter(asked).toList(), PlanContext.of(descriptorRead, planned));
    }

    /** What the rule of this id finds, a line for each; empty if it finds nothing. */
    String said(String id) {
        return problems(rule -> rule.id().equals(id)).stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n"));
    }
}
