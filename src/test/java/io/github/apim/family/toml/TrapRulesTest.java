package io.github.apim.family.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the servers cannot read, or read otherwise than it looks. */
class TrapRulesTest {

    @TempDir
    Path folder;

    private TomlHomes four(String toml) {
        return TomlHomes.ofOne(folder, TomlRules.ofApiManager4(), toml);
    }

    private TomlHomes three(String toml) {
        return TomlHomes.ofOne(folder, TomlRules.ofApiManager3(), toml);
    }

    @Test
    void t5ATableThatIsThereTwice() {
        assertThat(four("[server]\na = 1\n[server]\nb = 2\n").said("T5"))
                .contains("line 3: this is no TOML: server is on line 1 already")
                .contains("the server would stop");
    }

    @Test
    void t5ABracketTooMany() {
        assertThat(four("[apim.throttling.url_group]]\na = 1\n").said("T5")).contains("line 1: ");
    }

    @Test
    void t5DottedKeysBesideTheTableOfTheirName() {
        assertThat(four("""
                [transport.https]
                properties.port = 9443
                [transport.https.properties]
                proxyPort = 443
                """).said("T5"))
                .contains("line 3: this is no TOML: transport.https.properties is on line 2 already");
    }

    @Test
    void t5AValueThatOnlyNewerReadersTake() {
        assertThat(four("[apim.cors]\nallow_methods = [\"GET\", 1]\n").said("T5"))
                .contains("apim.cors.allow_methods: ")
                .contains("would stop there");
    }

    @Test
    void t5WhatTheServersReadStaysSilent() {
        assertThat(four("[server]\na = 1\n[apim.cors]\nb = [\n  \"GET\",\n  \"PUT\"\n]\n")
                        .said("T5"))
                .isEmpty();
    }

    @Test
    void t6ATableBehindOneThatIsBelowIt() {
        assertThat(four("[[apim.throttling.url_group]]\na = 1\n[apim.throttling]\nb = 2\n")
                        .said("T6"))
                .contains("apim.throttling: a table below it stands before it, on line 1; move this table")
                .contains("overflow its stack");
    }

    @Test
    void t6AnotherTableBetweenStaysSilent() {
        assertThat(four("[apim.throttling]\n[apim.event_hub]\n[[apim.throttling.url_group]]\na = 1\n")
                        .said("T6"))
                .isEmpty();
    }

    private static final String ENVIRONMENT = "[[apim.gateway.environment]]\nusername = \"%s\"\n";

    @Test
    void t8AReferenceInAnArrayOfTables() {
        assertThat(four(ENVIRONMENT.formatted("$ref{super_admin.username}")).said("T8"))
                .contains("apim.gateway.environment[1].username: $ref{…}")
                .contains("${admin.username}");
    }

    @Test
    void t8AnEnvironmentVariableThereIn3() {
        assertThat(three(ENVIRONMENT.formatted("$env{NAME}")).said("T8")).contains("$env{…}");
    }

    @Test
    void t8AnEnvironmentVariableThereIn4StaysSilent() {
        assertThat(four(ENVIRONMENT.formatted("$env{NAME}")).said("T8")).isEmpty();
        assertThat(four("[a]\nb = \"$ref{c.d}\"\n" + ENVIRONMENT.formatted("${admin.username}"))
                        .said("T8"))
                .isEmpty();
    }

    @Test
    void t11AnAmpersandAsItIs() {
        String said = four("[database.apim_db]\nurl = \"jdbc:mysql://db/a?b=c&d=secret\"\n")
                .said("T11");

        assertThat(said).contains("database.apim_db.url: ").contains("&amp;").contains("no XML");
        assertThat(said).doesNotContain("secret");
    }

    @Test
    void t11ASecretThatIsToBeEncryptedStaysSilent() {
        assertThat(four("[secrets]\npw = \"[a&b]\"\n").said("T11")).isEmpty();
    }

    @Test
    void t11AnAmpersandAsXmlHasItStaysSilent() {
        assertThat(four("[database.apim_db]\nurl = \"jdbc:mysql://db/a?b=c&amp;d=e\"\n")
                        .said("T11"))
                .isEmpty();
    }

    @Test
    void t11AValueThatGoesToNoXmlFileStaysSilent() {
        TomlHomes homes = four("[masking_pattern.properties]\nmine = \"<[^>]*>\"\n[other]\nkey = \"a<b\"\n");

        assertThat(homes.said("T11").lines()).hasSize(2);
        SmallPackKeys.ship(homes, "node");
        assertThat(homes.said("T11").lines()).singleElement().asString().contains("other.key: ");
    }
}
