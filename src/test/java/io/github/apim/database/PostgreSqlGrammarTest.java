package io.github.apim.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.apim.database.SqlStatement.Kind;
import io.github.apim.testing.SmallPack;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a script of PostgreSQL is split, and what its statements may do. */
class PostgreSqlGrammarTest {

    private static List<SqlStatement> scan(String sql) throws DatabaseException {
        return PostgreSqlScanner.scan("test.sql", sql);
    }

    private static SqlStatement only(String sql) throws DatabaseException {
        List<SqlStatement> statements = scan(sql);
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a INTEGER DEFAULT NEXTVAL('s'), b TIMESTAMP WITH TIME ZONE, c NUMERIC(5,2) DEFAULT 1.5)",
                "CREATE TABLE IF NOT EXISTS T (A CHAR(1) NOT NULL DEFAULT '0', UNIQUE (A))",
                "create table \"T\" (a int references x(y) on delete cascade)",
                "CREATE SEQUENCE s START WITH 1 INCREMENT BY 1",
                "CREATE UNIQUE INDEX i ON t(LOWER(a), b)",
                "create index i on t (a)",
                "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a, b) REFERENCES u (a, b)",
                "ALTER TABLE ONLY t ADD COLUMN a INT, ADD b INT",
                "INSERT INTO t (a, b) VALUES (-1234, 'a;b--c/*d'), (1, E'it\\'s'), (2, $x$ ; $y$ $x$)",
                "INSERT INTO t values ('WSO2')",
                "CREATE OR REPLACE FUNCTION f() RETURNS TRIGGER AS $$ BEGIN NEW.a = now(); RETURN NEW; END; $$ language"
                        + " 'plpgsql'",
                "CREATE FUNCTION f(a int) RETURNS int LANGUAGE SQL AS 'SELECT 1'",
                "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW EXECUTE PROCEDURE f()",
                "CREATE VIEW v AS SELECT t.a FROM t WITH CHECK OPTION",
                "SET client_min_messages TO warning",
                "SET LOCAL lock_timeout = '5s'",
                "COMMENT ON TABLE t IS 'x'"
            })
    void whatFillsTheOwnDatabaseIsExecuted(String sql) throws DatabaseException {
        assertThat(only(sql).verdict()).extracting(SqlStatement.Verdict::kind).isEqualTo(Kind.FILLS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE IF EXISTS t CASCADE",
                "drop sequence s",
                "TRUNCATE t",
                "BEGIN TRANSACTION",
                "START TRANSACTION",
                "commit",
                "END",
                "CREATE DATABASE x",
                "ALTER DATABASE x OWNER TO y"
            })
    void whatTakesAwayLeavesOrEndsTheTransactionIsLeftOut(String sql) throws DatabaseException {
        assertThat(only(sql).isLeftOut()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DELETE FROM t | scripts may make tables",
                "UPDATE t SET a = 1 | scripts may make tables",
                "SELECT pg_read_file('/etc/passwd') | scripts may make tables",
                "GRANT ALL ON t TO public | scripts may make tables",
                "CREATE ROLE x SUPERUSER | scripts may make tables",
                "ALTER ROLE x SUPERUSER | scripts may make tables",
                "CREATE EXTENSION dblink | scripts may make tables",
                "CREATE TEMP TABLE t (a int) | scripts may make tables",
                "CREATE INDEX CONCURRENTLY i ON t(a) | scripts may make tables",
                "DO $$ BEGIN END $$ | scripts may make tables",
                "COPY t TO PROGRAM 'sh' | scripts may make tables",
                "ROLLBACK | scripts may make tables",
                "RESET ROLE | scripts may make tables",
                "SET ROLE dba | it sets ROLE",
                "SET SESSION AUTHORIZATION dba | it sets AUTHORIZATION",
                "SET standard_conforming_strings = off | it sets STANDARD_CONFORMING_STRINGS",
                "SET search_path = pg_catalog | it sets SEARCH_PATH",
                "SET client_min_messages = a, b | it sets more than a plain value",
                "CREATE TABLE other.t (a int) | it names what may be in another schema",
                "CREATE TABLE t (a int REFERENCES other.t(a)) | it names what may be in another schema",
                "CREATE TABLE t AS SELECT 1 | it makes a table of something else than columns",
                "CREATE TABLE t (a text DEFAULT pg_read_file('x')) | it has PG_READ_FILE",
                "CREATE TABLE t (a text DEFAULT \"pg_read_file\"('x')) | it has PG_READ_FILE",
                "CREATE TABLE t (a int) TABLESPACE x | it has TABLESPACE",
                "INSERT INTO t SELECT * FROM u | it has SELECT",
                "INSERT INTO t DEFAULT VALUES RETURNING a | it has RETURNING",
                "INSERT INTO t WITH x AS (DELETE FROM u) VALUES (1) | it has WITH",
                "INSERT INTO t TABLE u | it has TABLE",
                "INSERT INTO t (a) VALUES (lo_import('x')) | it has LO_IMPORT",
                "ALTER TABLE t DROP COLUMN a | it does more than ADD",
                "ALTER TABLE t ADD a INT, OWNER TO x | it does more than ADD",
                "CREATE FUNCTION f() RETURNS int LANGUAGE C AS 'x' | in another language",
                "CREATE FUNCTION f() RETURNS int AS 'x' LANGUAGE plpython3u | in another language",
                "CREATE FUNCTION f() RETURNS int AS 'x' | it does not say its language",
                "CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f('a') | it does more than execute",
                "COMMENT ON ROLE x IS 'y' | scripts may make tables"
            })
    void whatDoesMoreIsRefused(String sql, String reason) throws DatabaseException {
        SqlStatement statement = only(sql);

        assertThat(statement.isRefused()).as("%s", statement).isTrue();
        assertThat(statement.verdict().reason()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "/* /* */", "$$ a", "$a$ $b$", "E'\\'"})
    void whatDoesNotEndIsTold(String sql) {
        assertThatThrownBy(() -> scan("SELECT 1;\n" + sql))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("test.sql:2: ")
                .hasMessageContaining("does not end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (a int); \\! touch x | a backslash begins a command of the client",
                "CREATE TABLE :name (a int) | a colon before a word names a variable of the client",
                "INSERT INTO t VALUES (:'x') | a colon before a word names a variable of the client",
                "CREATE TABLE t (a int)) | this bracket closes none",
                "CREATE TABLE t (a int; DROP TABLE u | a bracket of this statement does not close",
                "SELECT U&'x' | an escape of its own",
                "SELECT 1$$ x $$ | a text begins within a number"
            })
    void whatServerAndClientMightReadInTwoWaysIsRefused(String sql, String reason) {
        assertThatThrownBy(() -> scan(sql))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void controlCharactersAreRefused() {
        assertThatThrownBy(() -> scan("CREATE TABLE t (a int);\n\u0000"))
                .hasMessage("test.sql:2: there is a control character, U+0000");
    }

    @Test
    void semicolonsInTextsNamesCommentsAndBracketsEndNothing() throws DatabaseException {
        List<SqlStatement> statements = scan("""
                -- a; comment
                INSERT INTO t VALUES ('a;\\'); /* one; /* two; */ */ CREATE TABLE "b;" (a int); ;
                CREATE FUNCTION f() RETURNS int AS $q$ BEGIN; $$ ; $$ END; $q$ LANGUAGE plpgsql
                """);

        assertThat(statements)
                .extracting(SqlStatement::shown)
                .containsExactly(
                        "INSERT INTO t VALUES ('a;\\')",
                        "CREATE TABLE \"b;\" (a int)",
                        "CREATE FUNCTION f() RETURNS int AS $q$ BEGIN; $$ ; $$ END; $q$ LANGUAGE plpgsql");
        assertThat(statements).extracting(SqlStatement::line).containsExactly(2, 2, 3);
    }

    @Test
    void whatAScriptDropsAndMakesAnewIsMadeOnce() throws DatabaseException {
        List<SqlStatement> statements = scan("""
                CREATE TABLE T (A INT);
                DROP TABLE T;
                create  table t
                  (a int);
                CREATE INDEX I ON T (A);
                CREATE INDEX I ON U (B);
                CREATE TABLE IF NOT EXISTS T (B INT);
                CREATE TABLE T (A TEXT);
                """);

        assertThat(statements)
                .extracting(statement -> statement.verdict().kind())
                .containsExactly(
                        Kind.FILLS, Kind.LEFT_OUT, Kind.LEFT_OUT, Kind.FILLS, Kind.LEFT_OUT, Kind.FILLS, Kind.REFUSED);
        assertThat(statements.get(6).verdict().reason()).isEqualTo("it makes t a second time, in another way");
    }

    @Test
    void theSmallPacksScriptsAreUnderstood() throws IOException {
        List<SqlStatement> manager = scan(SmallPack.text("dbscripts/apimgt/postgresql.sql"));

        assertThat(manager).hasSize(13).noneMatch(SqlStatement::isRefused);
        assertThat(manager.stream().flatMap(statement -> statement.table().stream()))
                .containsExactly("idn_base_table", "idn_oauth2_access_token", "am_subscriber", "am_application");
        assertThat(scan(SmallPack.text("dbscripts/postgresql.sql"))).hasSize(12).noneMatch(SqlStatement::isRefused);
    }
}
