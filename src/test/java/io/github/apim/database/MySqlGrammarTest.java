package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needs;
import io.github.apim.testing.RealPacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script of a pack may do, and that whatever else there is in it stops everything. */
class MySqlGrammarTest {

    private static final MySql DIALECT = new MySql();

    private static SchemaScript script(String sql) throws DatabaseException {
        return SchemaScript.of(
                DIALECT, "dbscripts/mysql.sql", "pack/dbscripts/mysql.sql", sql.getBytes(StandardCharsets.UTF_8));
    }

    private static SqlStatement.Kind kind(String sql) {
        return MySqlGrammar.judge(sql).kind();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/*!99999 x */ DROP DATABASE other",
                "/*!99999 CREATE TABLE x (a INT) */ GRANT ALL ON *.* TO evil",
                "/*!99999 CREATE */ TABLE x",
                "CREATE /*!99999 TABLE x (a INT) -- */ USER evil",
                "/*!50000 CREATE TABLE x (a INT) */ /*!99999 y */",
                "/*!123 CREATE TABLE x (a INT) */",
                "/*!1234567 CREATE TABLE x (a INT) */",
                "/*!50000 CREATE TABLE x (a INT /* b */ ) */",
                "/*!50000 INSERT INTO x VALUES ('*/') */",
                "ALTER TABLE x ADD a INT /*!99999 , ADD b ENUM( */ , DROP c /*!99999 ) */",
                "DELETE FROM precious.t WHERE a = 1",
                "DELETE FROM x",
                "UPDATE x SET a = 1",
                "REPLACE INTO x VALUES (1)",
                "RENAME TABLE x TO y",
                "GRANT ALL ON *.* TO 'evil'@'127.0.0.1' IDENTIFIED BY 'evilpw' WITH GRANT OPTION",
                "REVOKE ALL ON x.* FROM y",
                "CREATE USER evil",
                "SET PASSWORD FOR root@localhost = ''",
                "SET GLOBAL general_log = ON",
                "SET @@global.general_log = ON",
                "SET @x = 1, GLOBAL general_log = ON",
                "SET sql_mode = 'NO_BACKSLASH_ESCAPES'",
                "SET @x = (SELECT 1)",
                "SET NAMES gbk",
                "SET PERSIST max_connections = 1",
                "SELECT 1 INTO OUTFILE '/tmp/x'",
                "SELECT * FROM mysql.user",
                "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE x",
                "EXECUTE IMMEDIATE 'DROP DATABASE other'",
                "PREPARE x FROM 'DROP DATABASE other'",
                "BEGIN NOT ATOMIC DROP DATABASE other; END",
                "CALL p()",
                "DO SLEEP(1)",
                "KILL 1",
                "SHUTDOWN",
                "FLUSH PRIVILEGES",
                "RESET MASTER",
                "INSTALL SONAME 'x'",
                "HANDLER x OPEN",
                "LOCK TABLES x WRITE",
                "CREATE OR REPLACE TABLE x (a INT)",
                "CREATE OR REPLACE VIEW x AS SELECT 1",
                "CREATE TEMPORARY TABLE x (a INT)",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DROP DATABASE other",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'x')",
                "CREATE TABLE other.x (a INT)",
                "CREATE TABLE `other` . `x` (a INT)",
                "CREATE TABLE x (a INT, FOREIGN KEY (a) REFERENCES other.y(a))",
                "CREATE TABLE x SELECT * FROM y",
                "CREATE TABLE x LIKE y",
                "CREATE TABLE x (a INT) ENGINE = FEDERATED CONNECTION = 'mysql://evil/x/y'",
                "CREATE TABLE x (a INT) DATA DIRECTORY = '/tmp'",
                "CREATE INDEX x ON other.y (a)",
                "CREATE DEFINER = root@localhost PROCEDURE p() SELECT 1",
                "CREATE PROCEDURE other.p() SELECT 1",
                "CREATE TRIGGER t BEFORE INSERT ON other.x FOR EACH ROW SET @a = 1",
                "CREATE FUNCTION f RETURNS STRING SONAME 'evil.so'",
                "CREATE AGGREGATE FUNCTION f RETURNS STRING SONAME 'evil.so'",
                "ALTER TABLE x DROP COLUMN a",
                "ALTER TABLE x ADD a INT, DROP b",
                "ALTER TABLE x ADD a DECIMAL(5, 2), RENAME TO y",
                "ALTER TABLE other.x ADD a INT",
                "ALTER USER root IDENTIFIED BY ''",
                "INSERT INTO other.x VALUES (1)",
                "INSERT INTO x SELECT * FROM y",
                "INSERT INTO x VALUES (1) ON DUPLICATE KEY UPDATE a = 2",
                "INSERT INTO x VALUES (LOAD_FILE('/etc/passwd'))",
                "INSERT /*+ SET_VAR(sql_mode = 'ANSI_QUOTES') */ INTO x VALUES (1)",
                "INSERT INTO x VALUES (@@version)",
                "\\! rm -rf /",
                "CREATE TABLE x (a INT) \\! rm -rf /",
                "\\. /tmp/x",
                "system rm -rf /",
                "source /tmp/x",
                "--x",
                "NONSENSE",
                "INSERT INTO x VALUES (1) delimiter a DROP DATABASE other",
                "DELIMITER\t$$ CREATE TABLE x (a INT)"
            })
    void whatDoesNotJustFillTheOwnDatabaseIsRefused(String statement) {
        assertThat(kind(statement)).isEqualTo(SqlStatement.Kind.REFUSED);
        assertThat(MySqlGrammar.judge(statement).reason()).isNotEmpty();
    }

    /** The client sends them in one go, and the server executes all of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO x VALUES (1); DROP DATABASE other",
                "CREATE TABLE x (a INT); DROP DATABASE other",
                "CREATE VIEW v AS SELECT 1; DROP DATABASE other",
                "CREATE PROCEDURE p() SELECT 1; DROP DATABASE other",
                "CREATE PROCEDURE p() SELECT 1 AS begin; DROP DATABASE other; SELECT 1 AS END",
                "CREATE PROCEDURE p() BEGIN SELECT 1; END; DROP DATABASE other",
                "CREATE PROCEDURE p() BEGIN SELECT 1; END; DROP DATABASE other; SELECT 1 AS END",
                "CREATE PROCEDURE p() BEGIN SELECT 1 AS begin; END; DROP DATABASE other; END",
                "CREATE FUNCTION f() RETURNS INT RETURN begin; DROP DATABASE other; END",
                "CREATE FUNCTION f() RETURNS INT NO SQL RETURN 1; DROP DATABASE other; SELECT 1 AS end",
                "CREATE TRIGGER t AFTER INSERT ON x FOR EACH ROW SET @a = 1; DROP DATABASE other; SELECT 1 END"
            })
    void aSecondStatementBehindAnotherDelimiterIsRefused(String statement) throws DatabaseException {
        assertThat(MySqlScanner.scan("test.sql", "DELIMITER $$\n" + statement + "$$"))
                .singleElement()
                .matches(SqlStatement::isRefused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE IF NOT EXISTS `a$b` (c DECIMAL(5, 2) DEFAULT 1.5, d VARCHAR(9) DEFAULT 'x; DROP y')ENGINE INNODB",
                "CREATE TABLE x (a INT) /*!40100 DEFAULT CHARSET=latin1 */",
                "/*!40101 SET @old = @@time_zone, FOREIGN_KEY_CHECKS = 0 */",
                "CREATE/* c */INDEX x USING HASH ON y (a, b)",
                "CREATE UNIQUE INDEX x ON y (a)",
                "CREATE FULLTEXT INDEX x ON y (a)",
                "CREATE SEQUENCE s START WITH 1",
                "ALTER TABLE x ADD CONSTRAINT y FOREIGN KEY (a, b) REFERENCES z (a, b)",
                "ALTER TABLE x ADD a INT, ADD (b INT, c INT)",
                "INSERT INTO x VALUES ('a', NOW()), (\"b\", 1)",
                "INSERT IGNORE INTO x (a) VALUES (1)",
                "SET SESSION foreign_key_checks = 0",
                "SET @@session.unique_checks = 0, @x := 'y'",
                "SET NAMES utf8"
            })
    void whatFillsTheOwnDatabaseIsExecuted(String statement) {
        assertThat(MySqlGrammar.judge(statement))
                .as("%s", MySqlGrammar.judge(statement).reason())
                .extracting(SqlStatement.Verdict::kind)
                .isEqualTo(SqlStatement.Kind.FILLS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW v AS SELECT a.b FROM a",
                "CREATE PROCEDURE p () BEGIN SELECT 1; IF 1 THEN SELECT 2; END IF; END",
                "CREATE PROCEDURE p (a INT) COMMENT 'x' SELECT a",
                "CREATE FUNCTION f() RETURNS VARCHAR(20) CHARSET utf8 DETERMINISTIC BEGIN RETURN 'x'; END",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW SET NEW.a = 1"
            })
    void whatActsWithSomebodysRightsGetsAnOwner(String sql) throws DatabaseException {
        SqlStatement statement =
                MySqlScanner.scan("test.sql", "DELIMITER $$\n" + sql + "$$").get(0);

        assertThat(statement.verdict().kind()).as(statement.verdict().reason()).isEqualTo(SqlStatement.Kind.DEFINES);
        assertThat(DIALECT.definedBy("'u'@'h'", statement))
                .isEqualTo("CREATE DEFINER = 'u'@'h'" + sql.substring("CREATE".length()));
    }

    @Test
    void allThatIsRefusedIsToldAtOnceWithScriptAndLineAndWithoutMarksOfDirection() {
        assertThatThrownBy(() ->
                        script("CREATE TABLE x (a INT);\nDROP TABLE y;\nDELETE FROM x;\n\nGRANT ALL\nON x.* TO y;\n"
                                + "INSERT INTO x VALUES ('\u202e', 1) x y z.z"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("pack/dbscripts/mysql.sql:3: DELETE FROM x: scripts may make tables")
                .hasMessageContaining("pack/dbscripts/mysql.sql:5: GRANT ALL ON x.* TO y: ")
                .hasMessageContaining("pack/dbscripts/mysql.sql:7: INSERT INTO x VALUES ('?', 1) x y z.z: it names")
                .hasMessageContaining("take them out of the pack's script")
                .hasMessageNotContaining(":2:")
                .hasMessageNotContaining("\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\\", "/*", "x", "$$ ;", "-- "})
    void onlyUsualDelimitersAreUnderstood(String delimiter) {
        assertThatThrownBy(() -> MySqlScanner.scan("test.sql", "\nDELIMITER " + delimiter + "\nA"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("test.sql:2: DELIMITER ");
    }

    /** The client would not see the comment, and execute what follows the semicolon. */
    @ParameterizedTest
    @ValueSource(strings = {"--\u0001; DROP DATABASE other", "'\u0000'", "`\u001b`", "-- \u007f", "/* \f */"})
    void controlCharactersAreRefusedEvenInComments(String sql) {
        assertThatThrownBy(() -> MySqlScanner.scan("test.sql", "CREATE TABLE x (a INT);\n" + sql))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("test.sql:2: there is a control character, U+00");
    }

    @Needs(Need.REAL_PACKS)
    @Test
    void allScriptsOfTheRealPacksKeepToIt() throws IOException {
        List<Path> scripts;
        try (Stream<Path> files = Files.walk(RealPacks.folder())) {
            scripts = files.filter(file -> file.toString().matches(".*/dbscripts/(.*/)?mysql[^/]*\\.sql"))
                    .sorted()
                    .toList();
        }
        assertThat(scripts).hasSizeGreaterThan(50);
        for (Path file : scripts) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(MySqlScanner.scan(file.toString(), text))
                    .isNotEmpty()
                    .allSatisfy(statement -> assertThat(statement.verdict().kind())
                            .as("%s:%d: %s", file, statement.line(), statement.verdict())
                            .isEqualTo(SqlStatement.Kind.FILLS));
        }
    }
}
