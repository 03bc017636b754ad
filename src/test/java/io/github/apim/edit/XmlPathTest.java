package io.github.apim.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What paths find, and what is said when they find nothing. */
class XmlPathTest {

    private static final String XML = """
            <Server xmlns="urn:server">
                <!--HostName>example</HostName-->
                <Ports>
                    <Offset>0</Offset>
                </Ports>
                <Roles>
                    <Role name="a" kind="x">1</Role>
                    <Role name="b" kind="x">2</Role>
                    <s:Role xmlns:s="u" name="it's">3</s:Role>
                </Roles>
                <source><name> One </name><def><Role>4</Role></def></source>
                <source><name>Two</name><!--p k="v">5</p--></source>
            </Server>
            """;

    private static XmlFile file() {
        return XmlFile.parse("server.xml", XML.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/Server/Ports/Offset                    | 0",
                "//Offset                                | 0",
                "/Server//Offset                         | 0",
                "/*/Ports/*                              | 0",
                "//Role[@name='b']                       | 2",
                "//Role[ @name = \"it's\" ]              | 3",
                "//x:Role[@name=\"it's\"]                | 3",
                "//Role[@kind='x'][2]                    | 2",
                "//Role[2][@kind='x']                    | 2",
                "/Server/Roles/Role[3]                   | 3",
                "//source[name='One']/def/Role           | 4",
                "/Server/source[2]/name                  | Two",
                "//Role[@name='b']/@kind                 | x"
            })
    void aPathFindsOnePlace(String path, String value) {
        assertThat(file().text(path)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "//Role,4",
        "/Server/Roles/Role,3",
        "//Role[1],2",
        "//none,0",
        "//Role[@kind='x'],2",
        "/Role,0",
        "//*//Role,4"
    })
    void aPathMayFindAnyNumberOfElements(String path, int count) {
        assertThat(file().count(path)).isEqualTo(count);
        assertThat(file().has(path)).isEqualTo(count > 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                | 1",
                "Server            | 1",
                "/                 | 2",
                "/@a               | 2",
                "/Server/          | 9",
                "/Server Ports     | 8",
                "/Server/@         | 10",
                "/Server/@a/b      | 11",
                "/Server[          | 9",
                "/Server[0]        | 9",
                "/Server[1         | 10",
                "/Server[@a]       | 11",
                "/Server[a=b]      | 11",
                "/Server[a='b      | 12",
                "/Server/text()    | 13"
            })
    void aMalformedPathIsToldByTheCharacter(String path, int character) {
        assertThatThrownBy(() -> file().count(path))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("malformed path at character " + character + ":");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/Server/Ports/Ofset   | server.xml:3: /Server/Ports/Ofset: there is no such element; /Server/Ports is there (line 3); found there: Offset; did you mean Offset?",
                "/Server/HostName      | server.xml:1: /Server/HostName: there is no such element; /Server is there (line 1); found there: Ports, Roles, source; HostName stands only in a comment at line 2",
                "/Sever/Ports          | server.xml: /Sever/Ports: there is no such element; found there: Server; did you mean Server?",
                "//Rolle               | server.xml: //Rolle: there is no such element; did you mean Role?",
                "//Role[@name='z']     | server.xml: //Role[@name='z']: there is no such element; <Role> stands on lines 7, 8, 9, 11, but without what is asked of it",
                "/Server/source/p[@k='v'] | server.xml:11: /Server/source/p[@k='v']: there is no such element; /Server/source is there (lines 11, 12); found there: name, def; p stands only in a comment at line 12",
                "/Server/Ports/Offset/a/b | server.xml:4: /Server/Ports/Offset/a/b: there is no such element; /Server/Ports/Offset is there (line 4); found there: no elements",
                "//Role                | server.xml:7: //Role: this names 4 elements, on the lines 7, 8, 9, 11; narrow it by a predicate"
            })
    void aPathThatDoesNotLeadToOneElementSaysWhatIsThere(String path, String message) {
        assertThatThrownBy(() -> file().set(path, "secret"))
                .isInstanceOf(EditException.class)
                .hasMessage(message);
    }

    @Test
    void anExceptionTellsItsParts() {
        assertThatThrownBy(() -> file().set("/Server/Ports/Ofset", "1"))
                .asInstanceOf(InstanceOfAssertFactories.type(EditException.class))
                .satisfies(e -> {
                    assertThat(e.file()).isEqualTo("server.xml");
                    assertThat(e.place()).isEqualTo("/Server/Ports/Ofset");
                    assertThat(e.line()).hasValue(3);
                });
    }

    @Test
    void anAttributeIsNoPlaceForAnElement() {
        assertThatThrownBy(() -> file().setText("//Role[1]/@name", "x")).hasMessageContaining("must name an element");
    }
}
