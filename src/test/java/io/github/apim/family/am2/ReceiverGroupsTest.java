package io.github.apim.family.am2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apim.family.am2.ReceiverGroups.Receiver;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the addresses of traffic managers are read. */
class ReceiverGroupsTest {

    private static List<List<String>> groups(String text) {
        return ReceiverGroups.of(text).orElseThrow().groups().stream()
                .map(group -> group.stream().map(Receiver::toString).toList())
                .toList();
    }

    @Test
    void withoutBracesAllIsOneGroup() {
        assertThat(groups(" tcp://a:9611,tcp://b:9612 ")).containsExactly(List.of("tcp://a:9611", "tcp://b:9612"));
    }

    @Test
    void bracesMakeGroupsWithinWhichAddressesTakeTurnsOrFailOver() {
        assertThat(groups("{tcp://a:1|tcp://b:2} , {tcp://c:3,tcp://d:4/}"))
                .containsExactly(List.of("tcp://a:1", "tcp://b:2"), List.of("tcp://c:3", "tcp://d:4"));
    }

    @Test
    void bracesOfPlaceholdersAreNoneOfGroups() {
        assertThat(groups("{tcp://${carbon.local.ip}:${receiver.url.port}},{tcp://b:2}"))
                .containsExactly(List.of("tcp://${carbon.local.ip}:${receiver.url.port}"), List.of("tcp://b:2"));
    }

    @Test
    void aBracketedAddressHasColonsOfItsOwn() {
        assertThat(ReceiverGroups.of("tcp://[fd00::1]:9611").orElseThrow().all())
                .containsExactly(new Receiver("tcp", "fd00::1", "9611"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:9611", "tcp://a", "tcp://a:9611;tcp://b:9611", "{tcp://a:1},{}", "tcp://a b:1"})
    void whatIsNoAddressIsTold(String text) {
        assertThat(ReceiverGroups.of(text)).isEmpty();
    }

    @Test
    void onlyAPlaceholderBehindAGroupIsAmiss() {
        assertThat(ReceiverGroups.hasPlaceholderBehindAGroup("{tcp://a:1},{tcp://b:${p}}"))
                .isTrue();
        assertThat(ReceiverGroups.hasPlaceholderBehindAGroup("{tcp://a:${p}}")).isFalse();
        assertThat(ReceiverGroups.hasPlaceholderBehindAGroup("tcp://${h}:${p}")).isFalse();
        assertThat(ReceiverGroups.hasPlaceholderBehindAGroup("{tcp://${h}:1},{tcp://b:2}"))
                .isFalse();
    }

    @Test
    void aBrokersUrlIsTakenApart() {
        Optional<AmqpUrl> url = AmqpUrl.of("amqp://me:s3:cr@t@clientid/carbon?failover='roundrobin'"
                + "%26brokerlist='tcp://a:5672?retries='5';tcp://[fd00::1]:${jms.port}'");

        assertThat(url.orElseThrow().user()).isEqualTo("me");
        assertThat(url.get().password()).isEqualTo("s3:cr@t");
        assertThat(url.get().brokers())
                .containsExactly(new Receiver("tcp", "a", "5672"), new Receiver("tcp", "fd00::1", "${jms.port}"));
        assertThat(url.get())
                .hasToString("amqp://…?" + url.get().options())
                .asString()
                .doesNotContain("s3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "amqp://clientid/carbon?x", "tcp://a:5672", "amqp://me:secret@clientid/carbon"})
    void whatIsNoBrokersUrlIsTold(String text) {
        assertThat(AmqpUrl.of(text)).isEmpty();
    }

    @Test
    void whatWouldEndAPartOfTheUrlIsUnfit() {
        assertThat(List.of("a@b", "a:b", "a/b", "a?b", "a#b", "a%b", "a'b")).allMatch(AmqpUrl::isUnfit);
        assertThat(List.of("", "a-b_c.d~!", "${admin.password}")).noneMatch(AmqpUrl::isUnfit);
    }
}
