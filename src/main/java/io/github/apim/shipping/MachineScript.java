package io.github.apim.shipping;

import io.github.apim.edit.BundledFile;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is done on a machine, whoever drives it: the shell script {@code on-machine.sh}, whose head says what it leaves. */
public final class MachineScript {

    /** The script, for {@code sh -s}. */
    public static final String TEXT = text();

    private MachineScript() {}

    private static String text() {
        try {
            return BundledFile.text(MachineScript.class, "on-machine.sh");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
