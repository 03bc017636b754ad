package io.github.apim.family.carbon;

import io.github.apim.testing.Need;
import io.github.apim.testing.Needing;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A shell that machines have, to run scripts in. */
public enum Shell implements Needing {
    DASH(Need.SH),
    BASH(Need.BASH),
    BUSYBOX(Need.BUSYBOX, "sh");

    private final Need program;
    private final List<String> words;

    Shell(Need program, String... words) {
        this.program = program;
        this.words = List.of(words);
    }

    @Override
    public Set<Need> needs() {
        return Set.of(program);
    }

    /** How it is called; the script follows. */
    public List<String> command() {
        return Stream.concat(Stream.of(program.path().toString()), words.stream())
                .toList();
    }
}
