package io.github.apim.shipping;

import io.github.apim.edit.ShellQuotes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What one command says on a machine, told from what the login says around it: between two lines with a word that nobody
 * there knows beforehand.
 */
record Frame(String word) {

    private static final int WORD_BYTES = 16;

    /** No line break: some login shells take none within quotes. */
    private static final String COMMAND =
            "printf \"\\n%s\\n\" \"$0\"; \"$@\"; code=$?; printf \"%s\\n\" \"$0\"; exit \"$code\"";

    /** A frame for one call. */
    static Frame random() {
        byte[] bytes = new byte[WORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Frame(HexFormat.of().formatHex(bytes));
    }

    /** The line that runs a command within the frame, as any login shell takes it. */
    String line(List<String> command) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", COMMAND, word));
        all.addAll(command);
        return ShellQuotes.command(all);
    }

    /**
     * What the command has said.
     *
     * @throws RemoteException if the frame is not whole
     */
    byte[] content(byte[] said) throws RemoteException {
        // Each byte as one character: the search is for ASCII, whatever is around it.
        String text = new String(said, StandardCharsets.ISO_8859_1);
        String first = "\n" + word + "\n";
        int start = text.indexOf(first) + first.length();
        int end = text.lastIndexOf(word + "\n");
        if (start < first.length() || end < start) {
            throw new RemoteException(
                    "the machine's answer is not whole; does its login start another program than a shell?");
        }
        return Arrays.copyOfRange(said, start, end);
    }
}
