package io.github.apim.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BuildTimestampTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aTimeMayBeWrittenWithAnOffsetOrAsSeconds() {
        assertThat(BuildTimestamp.of("2026-11-23T12:00:00Z", null)).contains(NOON);
        assertThat(BuildTimestamp.of("2026-11-23T14:00:00+02:00", null)).contains(NOON);
        assertThat(BuildTimestamp.of("2026-11-23T12:00:00.999Z", null)).contains(NOON);
        assertThat(BuildTimestamp.of(Long.toString(NOON.getEpochSecond()), null))
                .contains(NOON);
        assertThat(BuildTimestamp.of("0", null)).contains(Instant.EPOCH);
    }

    @Test
    void theEnvironmentCountsWhereThePomSaysNothing() {
        assertThat(BuildTimestamp.of(null, "1795435200")).contains(Instant.ofEpochSecond(1795435200));
        assertThat(BuildTimestamp.of("2026-11-23T12:00:00Z", "1")).contains(NOON);
        assertThat(BuildTimestamp.of(" ", "")).isEmpty();
    }

    @Test
    void aSingleLetterSwitchesItOff() {
        assertThat(BuildTimestamp.of("x", "1")).isEmpty();
    }

    @Test
    void anythingElseIsRefusedWithWhatIsExpected() {
        assertThatThrownBy(() -> BuildTimestamp.of("yesterday", null))
                .hasMessage("project.build.outputTimestamp is 'yesterday', but must be a time such as"
                        + " 2026-11-23T12:00:00Z or the seconds since 1970");
        assertThatThrownBy(() -> BuildTimestamp.of(null, "99999999999999999999"))
                .hasMessageStartingWith("SOURCE_DATE_EPOCH is '99999999999999999999'");
        assertThatThrownBy(() -> BuildTimestamp.of("9223372036854775807", null))
                .isInstanceOf(IllegalParameterException.class);
    }
}
