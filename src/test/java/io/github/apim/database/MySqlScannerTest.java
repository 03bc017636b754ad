package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlScannerTest {

    private static List<SqlStatement> scan(String sql) throws DatabaseException {
        return MySqlScanner.scan("test.sql", sql);
    }

    private static List<String> texts(String sql) throws DatabaseException {
        return scan(sql).stream().map(SqlStatement::text).toList();
    }

    @Test
    void statementsEndAtSemicolonsAndAtTheEnd() throws IOException {
        assertThat(texts("A 1;B\n 2 ;;\n ; C")).containsExactly("A 1", "B\n 2", "C");
        assertThat(texts("")).isEmpty();
        assertThat(texts(" -- nothing\n/* at all; */ # here;")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A ';' B",
                "A 'it''s;' B",
                "A 'it\\';s' B",
                "A \"x;\"\"y;\" B",
                "A \"\\\\\" B",
                "A `odd;\\` B",
                "A 'x\\\\' B",
                "A '/*;' B",
                "A '-- ;' B",
                "A '#;' B",
                "A /* ; ' */ B",
                "A -- ; '\nB",
                "A # ; \"\nB",
                "A --\nB",
                "A 5--3 B",
                "/*!40101 SET x = ';' */",
                "/*M!100103 SET x = 1; */"
            })
    void textsNamesAndCommentsHideSemicolons(String statement) throws IOException {
        assertThat(texts(statement + ";C")).containsExactly(statement, "C");
    }

    @Test
    void commentsBeforeAStatementDoNotBelongToItAndBehindItNeither() throws IOException {
        assertThat(scan("-- one\n/* two\n */\n  A -- three\n;\n\nB"))
                .extracting(SqlStatement::text, SqlStatement::line)
                .containsExactly(tuple("A", 4), tuple("B", 7));
    }

    @Test
    void linesAreCountedThroughTextsCommentsAndWindowsLineEnds() throws IOException {
        assertThat(scan("A '\n\n';\r\n/*\r\n*/ B;\r\nC"))
                .extracting(SqlStatement::line)
                .containsExactly(1, 5, 6);
    }

    @Test
    void aDelimiterCanBeChangedAndChangedBack() throws IOException {
        assertThat(texts("A;\nDELIMITER $$\nB; C; $$\ndelimiter ;\nD; E")).containsExactly("A", "B; C;", "D", "E");
        assertThat(texts("A delimiter x;B")).containsExactly("A delimiter x", "B");
        assertThatThrownBy(() -> scan("A;\nDELIMITER \nB"))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("test.sql:2: DELIMITER names no delimiter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "A 'x | the text that begins here with ' does not end",
                "A `x\\` y` z | the text that begins here with ` does not end",
                "A /* x | the comment that begins here does not end",
                "/*! x | the comment that begins here does not end"
            })
    void whatDoesNotEndIsToldWithItsLine(String sql, String message) {
        assertThatThrownBy(() -> scan("A;\n\n" + sql))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("test.sql:3: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE IF EXISTS x",
                "drop\ntable x",
                "/* c */ DROP DATABASE x",
                "/*!40000 DROP TABLE x */",
                "/*!40000 DROP*/ TABLE x",
                "DROP/**/TABLE x",
                "TRUNCATE x",
                "USE other",
                "USE `other`",
                "CREATE DATABASE x",
                "create schema if not exists x",
                "ALTER DATABASE x CHARACTER SET utf8"
            })
    void whatTakesAwayOrLeavesTheDatabaseIsLeftOut(String sql) throws IOException {
        assertThat(scan(sql)).singleElement().matches(SqlStatement::isLeftOut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE USER_DROP (x INT)", "INSERT INTO x VALUES ('DROP TABLE y')", "DROPS x"})
    void otherStatementsAreNot(String sql) throws IOException {
        assertThat(scan(sql)).singleElement().matches(statement -> !statement.isLeftOut());
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE TABLE Reg_Log (x INT), reg_log",
        "create table if not exists `a$b`(x INT), a$b",
        "CREATE /* c */ TABLE  x (y INT), x",
        "CREATE INDEX x ON y (z),"
    })
    void theTableThatIsCreatedIsSeen(String sql, String table) throws IOException {
        assertThat(scan(sql).get(0).table().orElse(null)).isEqualTo(table);
    }

    @Test
    void theSmallPacksScriptsAreReadAsTheirAuthorMeantThem() throws IOException {
        List<SqlStatement> registry = scan(SmallPack.text("dbscripts/mysql.sql"));
        List<SqlStatement> manager = scan(SmallPack.text("dbscripts/apimgt/mysql.sql"));

        assertThat(registry).hasSize(9);
        assertThat(registry.get(0).text()).isEqualTo("DROP TABLE IF EXISTS REG_LOG");
        assertThat(registry.get(0).line()).isEqualTo(4);
        assertThat(registry.get(7).text()).startsWith("INSERT INTO UM_DOMAIN").endsWith("(\"two \\\"quoted\\\";\")");
        assertThat(manager).hasSize(8);
        assertThat(manager.get(0).text()).startsWith("/*!40101 SET");
        assertThat(manager.get(6).text()).startsWith("CREATE PROCEDURE").endsWith("END");
        assertThat(manager.get(7).line()).isEqualTo(47);
    }
}
