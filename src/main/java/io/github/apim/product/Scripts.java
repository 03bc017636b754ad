package io.github.apim.product;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds scripts with the line ends of Windows, which no Unix runs: a carriage return is a part of the interpreter's name
 * to the kernel, and of the last word to a shell.
 */
public final class Scripts {

    /** What comes behind is most often no script any more, such as what an installer unpacks. */
    private static final int MOST_READ = 1 << 20;

    private static final String INTERPRETER = "#!";
    private static final Pattern SHELL = Pattern.compile("#!.*\\b(sh|ash|bash|dash|ksh|zsh)\\b.*");

    private Scripts() {}

    /** What is wrong with a file if it is a script, in words that follow its name; the stream is read as far as needed. */
    public static Optional<String> problem(String path, InputStream content) throws IOException {
        boolean named = path.endsWith(".sh");
        byte[] start = content.readNBytes(INTERPRETER.length());
        boolean marked = new String(start, StandardCharsets.ISO_8859_1).equals(INTERPRETER);
        if (!named && !marked) {
            return Optional.empty();
        }
        String text = new String(start, StandardCharsets.ISO_8859_1)
                + new String(content.readNBytes(MOST_READ), StandardCharsets.ISO_8859_1);
        int binary = text.indexOf('\0');
        String script = binary < 0 ? text : text.substring(0, binary);
        int end = script.indexOf("\r\n");
        if (end < 0) {
            return Optional.empty();
        }
        String first = script.lines().findFirst().orElse("");
        boolean inFirst = end < script.indexOf('\n');
        if (marked && inFirst) {
            String interpreter = first.substring(INTERPRETER.length()).strip();
            return Optional.of(said(1, "\"" + interpreter + "^M: bad interpreter: No such file or directory\""));
        }
        if (!named && !SHELL.matcher(first).matches()) {
            return Optional.empty();
        }
        int line = 1
                + (int) script.substring(0, end)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
        return Optional.of(
                said(line, "\": not found\" or \"syntax error\", as the CR belongs to the line's last word"));
    }

    private static String said(int line, String message) {
        return "line " + line + " ends as on Windows, with CR LF, and the machine would say " + message
                + "; give the script the line ends of Unix (dos2unix, or *.sh text eol=lf in .gitattributes)";
    }
}
