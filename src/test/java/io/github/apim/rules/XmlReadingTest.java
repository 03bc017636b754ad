package io.github.apim.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class XmlReadingTest {

    @Test
    void theSameContentIsReadOnce() {
        XmlReading reading = new XmlReading();
        assertThat(reading.read("<a/>".getBytes(StandardCharsets.UTF_8)))
                .isSameAs(reading.read("<a/>".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whereAFileIsMalformedIsToldWithoutItsText() {
        XmlReading.Result result = new XmlReading().read("<a>\n <b>secret</a>".getBytes(StandardCharsets.UTF_8));
        assertThat(result.view()).isEmpty();
        assertThat(result.fault())
                .hasValueSatisfying(fault -> assertThat(fault.what())
                        .contains("from line 2, column ")
                        .doesNotContain("secret"));
    }
}
