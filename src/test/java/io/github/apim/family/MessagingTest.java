package io.github.apim.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.assembly.NodeSelection;
import io.github.apim.deployment.DeploymentException;
import io.github.apim.product.PackException;
import io.github.apim.testing.Needs;
import io.github.apim.testing.NodeHome;
import io.github.apim.testing.SmallPack;
import io.github.apim.testing.TestDeployment;
import io.github.apim.testing.TestJars;
import io.github.apim.testing.TestPacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The message broker's node, and what gateways get so that they can talk to it (matrix §16). */
@Needs
class MessagingTest {

    private static final String DESCRIPTOR = """
            packs:
              api-manager: "PACK"
              message-broker: "BROKER"
            databases:
              url: jdbc:mysql://10.0.0.20:3306
              driver: mysql-connector-java-5.1.49.jar
              credentials: apim-db
            messaging: { broker: mq }
            nodes:
              gateway-worker-1: { role: gateway-worker, host: gw-1.internal, address: 10.0.0.11 }
              key-manager:      { role: key-manager, host: km.internal, address: 10.0.0.13 }
              mq:               { role: message-broker, host: mq.internal, address: 10.0.0.16, offset: 7 }
            """;

    private static final String AXIS2 = "repository/conf/axis2/axis2.xml";
    private static final String RECEIVER = "/axisconfig/transportReceiver[@name='jms']";
    private static final String CONNECTORS = "/beans/broker/transportConnectors/transportConnector/@uri";
    private static final NodeSelection WORKER = new NodeSelection(List.of("gateway-worker"), List.of());
    private static final NodeSelection BROKER = new NodeSelection(List.of("message-broker"), List.of());

    @TempDir
    Path folder;

    @Test
    void theBrokersPortsMoveByTheOffset() throws IOException {
        NodeHome mq = deployment(SmallPack.broker(7)).assemble(BROKER).get("mq");

        assertThat(mq.values("conf/activemq.xml", CONNECTORS))
                .containsExactly(
                        "tcp://0.0.0.0:61623?maximumConnections=1000&wireFormat.maxFrameSize=104857600",
                        "amqp://0.0.0.0:5679?maximumConnections=1000",
                        "stomp://0.0.0.0:61620",
                        "mqtt://[::]:1890?transport.x=a:7",
                        "ws://0.0.0.0:61621/");
        assertThat(mq.values("conf/jetty.xml", "//property[@name='port']/@value"))
                .containsExactly("8168", "#{systemProperties['jetty.port']}");
        assertThat(mq.text("bin/start-node.sh"))
                .contains("\nNODE=mq\n", "\nNODE_JAVA_HOME=''\n", "\nNODE_JAVA_OPTS=-Xmx1g\n");
        assertThat(mq.mode("bin/start-node.sh")).isEqualTo(0755);
        assertThat(mq.mode("bin/activemq")).isEqualTo(0755);
        assertThat(mq.paths()).noneMatch(path -> path.startsWith("repository"));
    }

    @Test
    void withoutAnOffsetTheBrokersFilesStayAsShipped() throws IOException {
        NodeHome mq = deployment(SmallPack.broker(7))
                .with(", offset: 7", "")
                .assemble(BROKER)
                .get("mq");

        for (String file : List.of("conf/activemq.xml", "conf/jetty.xml", "bin/activemq")) {
            assertThat(SmallPack.tree(SmallPack.BROKER).resolve(file)).hasBinaryContent(mq.bytes(file));
        }
    }

    @Test
    void theBrokersMemoryAndOptionsAreThoseOfTheDescriptor() throws IOException {
        NodeHome mq = deployment(SmallPack.broker(7))
                .with(
                        "offset: 7",
                        "offset: 7, jvm: { home: /opt/jdk-17, heap: 2g, initial-heap: 512m, options: [ -XX:+UseG1GC ] }")
                .assemble(BROKER)
                .get("mq");

        assertThat(mq.text("bin/start-node.sh"))
                .contains("\nNODE_JAVA_HOME=/opt/jdk-17\nNODE_JAVA_OPTS='-Xms512m -Xmx2g -XX:+UseG1GC'\n");
    }

    /** Its script gives them to a shell once more. */
    @Test
    void anOptionThatAShellWouldTakeApartIsRefused() throws IOException {
        TestDeployment deployment =
                deployment(SmallPack.broker(7)).with("offset: 7", "offset: 7, jvm: { options: [ '-Da=b;reboot' ] }");

        assertThatThrownBy(() -> deployment.assemble(BROKER))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("nodes.mq.jvm.options: \"-Da=b;reboot\" has a character");
    }

    @Test
    void aBrokerThatHasRunIsRefused() throws IOException {
        TestDeployment deployment = deployment(SmallPack.broker(7)
                .file("data/kahadb/db.data", "messages")
                .file("data/activemq.log", "started")
                .file("data/activemq.pid", "17"));

        assertThatThrownBy(() -> deployment.assemble(BROKER))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("data/activemq.log, data/activemq.pid, data/kahadb");
    }

    @ParameterizedTest
    @EnumSource(TestPacks.class)
    void gatewaysTalkToTheBrokerThroughTheClientOfItsOwnVersion(TestPacks packs) throws IOException {
        TestDeployment deployment = deployment(packs.zip(), SmallPack.broker(7));
        NodeHome worker = deployment.assemble(WORKER).get("gateway-worker-1");

        String factory = "org.apache.activemq.jndi.ActiveMQInitialContextFactory";
        String url = "tcp://10.0.0.16:61623";
        assertThat(worker.value(AXIS2, RECEIVER + "/@class")).isEqualTo("org.apache.axis2.transport.jms.JMSListener");
        assertThat(worker.values(AXIS2, RECEIVER + "/parameter/@name"))
                .containsExactly("myTopicConnectionFactory", "myQueueConnectionFactory", "default");
        assertThat(worker.values(AXIS2, RECEIVER + "/parameter/parameter"))
                .containsExactly(
                        factory,
                        url,
                        "TopicConnectionFactory",
                        "topic",
                        factory,
                        url,
                        "QueueConnectionFactory",
                        "queue",
                        factory,
                        url,
                        "QueueConnectionFactory",
                        "queue");
        assertThat(worker.values(AXIS2, RECEIVER + "//parameter/@locked"))
                .containsOnly("false")
                .hasSize(15);
        assertThat(worker.value(AXIS2, "/axisconfig/transportSender[@name='jms']/@class"))
                .isEqualTo("org.apache.axis2.transport.jms.JMSSender");
        assertThat(worker.text(AXIS2))
                .contains("tcp://localhost:61616", "org.apache.qpid.jndi.PropertiesFileInitialContextFactory");
        assertThat(worker.paths().stream().filter(path -> path.matches(".*/lib/(activemq|hawt|jakarta|geron|slf4j).*")))
                .containsExactly(
                        "repository/components/lib/activemq-broker-5.18.3.jar",
                        "repository/components/lib/activemq-client-5.18.3.jar",
                        "repository/components/lib/geronimo-jta_1.1_spec-1.1.1.jar",
                        "repository/components/lib/hawtbuf-1.11.jar",
                        "repository/components/lib/jakarta.jms-api-2.0.3.jar",
                        "repository/components/lib/slf4j-api-2.0.9.jar");
        assertThat(worker.bytes("repository/components/lib/activemq-client-5.18.3.jar"))
                .isEqualTo(TestJars.brokerClient(7));
        assertThat(deployment.warnings()).isEmpty();
    }

    @Test
    void ofAnOldBrokerTheOneClientJarIsTaken() throws IOException {
        SmallPack old = SmallPack.broker(7)
                .without("lib/activemq-client-5.18.3.jar")
                .without("lib/jakarta.jms-api-2.0.3.jar")
                .file("lib/activemq-core-5.6.0.jar", TestJars.brokerClient(5))
                .file("lib/geronimo-jms_1.1_spec-1.1.1.jar", TestJars.jar("a", new byte[0]))
                .file("lib/geronimo-j2ee-management_1.1_spec-1.0.1.jar", TestJars.jar("a", new byte[0]));

        NodeHome worker = deployment(old).assemble(WORKER).get("gateway-worker-1");

        assertThat(worker.paths().stream().filter(path -> path.matches(".*/lib/(activemq|hawt|jakarta|geron|slf4j).*")))
                .containsExactly(
                        "repository/components/lib/activemq-core-5.6.0.jar",
                        "repository/components/lib/geronimo-j2ee-management_1.1_spec-1.0.1.jar",
                        "repository/components/lib/geronimo-jms_1.1_spec-1.1.1.jar");
    }

    @Test
    void aClientThatJava7CannotLoadIsWarnedOf() throws IOException {
        TestDeployment deployment = deployment(SmallPack.broker(11));

        assertThat(deployment.assemble(WORKER)).containsKey("gateway-worker-1");

        assertThat(deployment.warnings())
                .containsExactly("gateway-worker-1: the client of Apache ActiveMQ 5.18.3 needs Java 11, but the gateway"
                        + " runs on Java 7 at most, so its JMS transport will not work; take a pack of ActiveMQ 5.6.0 to"
                        + " 5.14.5 under packs.message-broker, or lay an older client over the gateways by libs");
    }

    @Test
    void aPackWithoutTheClientIsRefused() throws IOException {
        TestDeployment noClient = deployment(SmallPack.broker(7).without("lib/activemq-client-5.18.3.jar"));
        assertThatThrownBy(() -> noClient.assemble(WORKER))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(" has no lib/activemq-core or activemq-client-<version>.jar");

        TestDeployment noJms = deployment(SmallPack.broker(7).without("lib/jakarta.jms-api-2.0.3.jar"));
        assertThatThrownBy(() -> noJms.assemble(WORKER))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(" has no lib/geronimo-jms or jakarta.jms-api-<version>.jar");
    }

    @Test
    void withoutMessagingGatewaysHaveNoJmsTransport() throws IOException {
        NodeHome worker = deployment(SmallPack.broker(7))
                .with("messaging: { broker: mq }\n", "")
                .assemble(WORKER)
                .get("gateway-worker-1");

        assertThat(worker.values(AXIS2, RECEIVER)).isEmpty();
        assertThat(worker.paths()).noneMatch(path -> path.contains("activemq"));
    }

    private TestDeployment deployment(SmallPack broker) throws IOException {
        return deployment(TestPacks.SMALL.zip(), broker);
    }

    private TestDeployment deployment(Path apiManager, SmallPack broker) throws IOException {
        return TestDeployment.in(folder, apiManager, DESCRIPTOR)
                .with("BROKER", broker.toTarGz(folder.resolve("packs")).toString());
    }
}
