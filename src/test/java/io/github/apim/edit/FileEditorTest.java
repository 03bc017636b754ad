package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.edit.Operation.Form;
import io.github.apim.edit.Operation.Side;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The choice of the editor by the file's name. */
class FileEditorTest {

    @ParameterizedTest
    @CsvSource({
        "repository/conf/carbon.xml, <a/>, /a, <a>v</a>",
        "conf/CARBON.XML, <a/>, /a/@b, '<a b=\"v\"/>'",
        "log4j.properties, k=1, k, k=v",
        "conf/deployment.toml, 'k = \"1\" # c', k, 'k = \"v\" # c'",
        "bin/wso2server.sh, export K=1, K, export K=v",
        "conf/site.json, '{\"k\" : \"1\",}', /k, '{\"k\" : \"v\",}'"
    })
    void aFileIsEditedAsItsNameSays(String name, String before, String place, String after) {
        assertThat(FileEditor.supports(name)).isTrue();
        assertThat(FileEditor.set(name, before.getBytes(StandardCharsets.UTF_8), place, "v"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"conf/site.yaml", "conf.xml/hosts", "xml", "README"})
    void aFileOfAnotherKindIsRefused(String name) {
        assertThat(FileEditor.supports(name)).isFalse();
        assertThatThrownBy(() -> FileEditor.set(name, new byte[0], "place", "secret"))
                .isInstanceOf(EditException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining("secret");
    }

    @Test
    void anEditThatCannotBeMadeNamesTheFile() {
        assertThatThrownBy(() -> FileEditor.set("conf/a.xml", "<a/>".getBytes(StandardCharsets.UTF_8), "/b", "v"))
                .isInstanceOf(EditException.class)
                .hasMessageStartingWith("conf/a.xml: /b: ");
    }

    @ParameterizedTest
    @CsvSource({
        "a.xml, <r><a/></r>, /r/n, /r/a, JSON, 'xml', 'json'",
        "a.json, '{\"a\": 1}', /n, /a, VALUE, 'json', 'value'",
        "a.toml, a = 1, n, a, JSON, 'toml', 'json'",
        "a.properties, a=1, n, a, XML, 'value', 'xml'"
    })
    void whatIsAddedHasTheFormOfTheFile(
            String name, String before, String place, String anchor, Form form, String right, String wrong) {
        Operation add = new Operation.Add(form, "s3cr3t", Side.AFTER, anchor);
        assertThatThrownBy(() -> FileEditor.apply(name, before.getBytes(StandardCharsets.UTF_8), place, add))
                .isInstanceOf(EditException.class)
                .hasMessage(name + ": " + place + ": what is added to a file of this kind is written as '" + right
                        + "', not as '" + wrong + "'");
        assertThat(add.toString()).doesNotContain("s3cr3t");
        assertThat(new Operation.Set("s3cr3t").toString()).doesNotContain("s3cr3t");
    }

    @Test
    void scriptsGetNoNewLinesAndLoseNone() {
        byte[] script = "A=1\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> FileEditor.apply("a.sh", script, "A", new Operation.Remove()))
                .hasMessage(
                        "a.sh: A: in a script, variables can only be set; to add or remove lines, ship the whole file");
        assertThatThrownBy(() ->
                        FileEditor.apply("a.sh", script, "B", new Operation.Add(Form.VALUE, "s3cr3t", Side.AFTER, "A")))
                .hasMessageContaining("variables can only be set")
                .hasMessageNotContaining("s3cr3t");
    }
}
