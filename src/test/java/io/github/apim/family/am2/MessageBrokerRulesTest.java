package io.github.apim.family.am2;

import static io.github.apim.family.am2.SoundHomes.API_MANAGER;
import static io.github.apim.family.am2.SoundHomes.DATASOURCES;
import static io.github.apim.family.am2.SoundHomes.JNDI;
import static io.github.apim.family.am2.SoundHomes.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers, and who signs in to them. */
class MessageBrokerRulesTest {

    @TempDir
    Path folder;

    private SoundHomes older() {
        return SoundHomes.older(folder);
    }

    private SoundHomes newer() {
        return SoundHomes.newer(folder);
    }

    private static String own(String user, String password, int port) {
        return SoundHomes.jndi(
                "amqp://" + user + ":" + password + "@clientid/carbon?brokerlist='tcp://localhost:" + port + "'");
    }

    @Test
    void n8AnOffsetThatTheBrokersClientDoesNotKnow() {
        SoundHomes homes = newer().put("tm-2", JNDI, own("operator", "secret", 5672));

        assertThat(homes.said("N8"))
                .contains(
                        "nodes.tm-2: repository/conf/jndi.properties: connectionfactory.TopicConnectionFactory: does not"
                                + " lead to this node's own broker, tcp://localhost:5673");
    }

    @Test
    void n8TheShippedAdministrator() {
        SoundHomes homes = newer().put("tm-1", JNDI, own("operator", "admin", 5672));

        assertThat(homes.said("N8"))
                .contains("nodes.tm-1")
                .contains("does not sign in as the administrator of user-mgt.xml")
                .doesNotContain("secret");
    }

    @Test
    void n8APasswordThatTheVaultHidesStaysSilent() {
        SoundHomes homes = newer().replace(
                        "tm-1",
                        USERS,
                        "<Password>secret<",
                        "<Password xmlns:svns='urn:x' svns:secretAlias='a'>password<");

        assertThat(homes.said("N8")).isEmpty();
    }

    @Test
    void n9APublisherThatTellsItself() {
        SoundHomes homes = older().put("pub", JNDI, own("operator", "secret", 5672));

        assertThat(homes.said("N9"))
                .contains("nodes.pub")
                .contains("does not name the broker of traffic manager tm-1 (line 13), tm-2 (line 14)");
    }

    @Test
    void n9ABrokersPortWithoutItsOffset() {
        SoundHomes homes = older().replace("store", JNDI, "tm-2.internal:5673", "tm-2.internal:5672");

        assertThat(homes.said("N9")).contains("nodes.store").contains("listens on 5673");
    }

    @Test
    void n9LaterVersionsTellByEventsSoTheShippedFileStaysSilent() {
        SoundHomes homes = newer().put("pub", JNDI, own("admin", "admin", 5672));

        assertThat(homes.problems()).isEmpty();
    }

    @Test
    void n10APlainAmpersand() {
        SoundHomes homes = newer().replace("worker", API_MANAGER, "%26cyclecount", "&amp;cyclecount");

        assertThat(homes.said("N10")).contains("nodes.worker").contains("has a plain & between its options");
    }

    @Test
    void n10APasswordThatEndsItsPartOfTheUrl() {
        SoundHomes homes = newer();
        for (String node : new String[] {"manager", "worker", "tm-1", "tm-2", "pub"}) {
            homes.replace(node, USERS, ">secret<", ">se#cret<");
        }
        homes.put("tm-1", JNDI, own("operator", "se#cret", 5672));

        assertThat(homes.said("N10"))
                .contains("nodes.worker: repository/conf/api-manager.xml")
                .contains("nodes.tm-1: repository/conf/jndi.properties")
                .contains("one of the characters @ : / ? # % '")
                .doesNotContain("se#cret");
    }

    @Test
    void n10AUrlOfSomethingElse() {
        SoundHomes homes = newer().put("tm-1", JNDI, SoundHomes.jndi("tcp://localhost:5672"));

        assertThat(homes.said("N10")).contains("nodes.tm-1").contains("is no amqp://<user>:<password>@clientid");
    }

    @Test
    void n10ASimpleUrlStaysSilent() {
        SoundHomes homes = older().put("tm-1", JNDI, own("operator", "secret", 5672));

        assertThat(homes.said("N10")).isEmpty();
    }

    private static SoundHomes store(SoundHomes homes, String node, String url) {
        return homes.replace(node, DATASOURCES, "jdbc:h2:repository/database/WSO2MB_DB", url);
    }

    @Test
    void n16TwoBrokersOnOneDatabase() {
        SoundHomes homes = newer();
        store(homes, "tm-1", "jdbc:mysql://10.1.0.20:3306/mb");
        store(homes, "tm-2", "jdbc:mysql://10.1.0.20:3306/mb");

        assertThat(homes.said("N16"))
                .contains("nodes.tm-2")
                .contains("and node tm-1 (line 13) has the same; messages would be lost and doubled");
    }

    @Test
    void n16ABrokerOnTheDatabaseOfOthers() {
        SoundHomes homes = store(newer(), "worker", "jdbc:h2:/shared/statistics")
                .replace("worker", DATASOURCES, "jdbc:h2:repository/database/STATS", "jdbc:h2:/shared/statistics");

        assertThat(homes.said("N16")).contains("another datasource of this node has the same");
    }

    @Test
    void n16ADatabaseForEachBrokerStaysSilent() {
        SoundHomes homes = newer();
        store(homes, "tm-1", "jdbc:mysql://10.1.0.20:3306/mb1");
        store(homes, "tm-2", "jdbc:mysql://10.1.0.20:3306/mb2");

        assertThat(homes.said("N16")).isEmpty();
    }

    @Test
    void n17AnotherAdministratorAtTheTrafficManager() {
        SoundHomes homes =
                newer().replace("tm-2", USERS, ">secret<", ">other<").put("tm-2", JNDI, own("operator", "other", 5673));

        assertThat(homes.said("N17"))
                .contains("nodes.worker: repository/conf/api-manager.xml: /APIManager/ThrottlingConfigurations/"
                        + "TrafficManager/Password: its password is not that of the administrator of traffic manager tm-2"
                        + " (line 14)")
                .contains("TopicConnectionFactory: its password is not that of the administrator")
                .doesNotContain("secret");
    }

    @Test
    void n17AUserOfAnotherName() {
        SoundHomes homes = newer().replace(
                        "pub",
                        API_MANAGER,
                        "</ServiceURL>\n      <Username>${admin.username}<",
                        "</ServiceURL>\n      <Username>somebody<");

        assertThat(homes.said("N17"))
                .contains("nodes.pub")
                .contains(
                        "PolicyDeployer/Username: its username is not that of the administrator of traffic manager tm-1");
    }

    @Test
    void n17TheNameWrittenOutStaysSilent() {
        SoundHomes homes = newer().replace("worker", API_MANAGER, "${admin.username}", "operator")
                .replace("worker", API_MANAGER, "${admin.password}", "secret");

        assertThat(homes.problems()).isEmpty();
    }
}
