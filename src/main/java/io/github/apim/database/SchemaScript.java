package io.github.apim.database;

import io.github.apim.archive.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A script of a pack that fills a database with tables.
 *
 * @param path       below the pack's root, for example {@code dbscripts/mysql.sql}
 * @param origin     the same with the pack's root, for messages
 * @param text       as it stands in the pack
 * @param statements all of it, also what is left out
 */
public record SchemaScript(String path, String origin, String text, List<SqlStatement> statements) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws DatabaseException if the script is broken, or has a statement that it must not have */
    static SchemaScript of(Dialect dialect, String path, String origin, byte[] content) throws DatabaseException {
        String text = decoded(content);
        List<SqlStatement> statements = dialect.statements(origin, text);
        List<SqlStatement> refused =
                statements.stream().filter(SqlStatement::isRefused).toList();
        if (!refused.isEmpty()) {
            throw new DatabaseException(refused.stream()
                    .map(statement -> origin + ":" + statement.line() + ": " + statement.shownWithComments() + ": "
                            + statement.verdict().reason())
                    .collect(Collectors.joining(
                            System.lineSeparator(),
                            "",
                            System.lineSeparator() + "No script does more than fill its own empty database, so nothing"
                                    + " has been done. Is this the vendor's pack? If these statements are wanted, take"
                                    + " them out of the pack's script and have an administrator execute them")));
        }
        return new SchemaScript(path, origin, text, statements);
    }

    /** UTF-8, or else Latin 1, which any bytes are; the shipped scripts are plain ASCII. */
    static String decoded(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException notUtf8) {
            return new String(content, StandardCharsets.ISO_8859_1);
        }
    }

    /** The text with its statements in other words; all other characters stay. */
    String edited(Function<SqlStatement, String> edit) {
        StringBuilder edited = new StringBuilder();
        int position = 0;
        for (SqlStatement statement : statements) {
            edited.append(text, position, statement.start()).append(edit.apply(statement));
            position = statement.end();
        }
        return edited.append(text.substring(position)).toString();
    }

    /** What is executed. */
    List<SqlStatement> executed() {
        return statements.stream().filter(statement -> !statement.isLeftOut()).toList();
    }

    /** What is never executed because it takes data away or leaves the database. */
    List<SqlStatement> leftOut() {
        return statements.stream().filter(SqlStatement::isLeftOut).toList();
    }

    /** The tables that it creates, in lower case. */
    Set<String> tables() {
        return executed().stream()
                .map(SqlStatement::table)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What tells this script's first statements from another script's. */
    String sha256(int count) {
        MessageDigest digest = Sha256.start();
        for (SqlStatement statement : executed().subList(0, count)) {
            digest.update(statement.text().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
