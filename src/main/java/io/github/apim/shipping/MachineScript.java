package io.github.apim.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What is done on a machine, whoever drives it: the shell script {@code on-machine.sh}, whose head says what it leaves. */
public final class MachineScript {

    /** The script, for {@code sh -s}. */
    public static final String TEXT = text();

    private MachineScript() {}

    private static String text() {
        try (InputStream in = MachineScript.class.getResourceAsStream("on-machine.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
