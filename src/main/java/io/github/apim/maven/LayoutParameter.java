package io.github.apim.maven;

import io.github.apim.assembly.Layout;
import java.util.Arrays;
import java.util.Locale;

/** The layout of the output folder as users spell it. */
final class LayoutParameter {

    private LayoutParameter() {}

    /** @throws IllegalParameterException for another word */
    static Layout of(String word) {
        return Arrays.stream(Layout.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalParameterException("apim.layout is '" + word + "', but must be single or layered"));
    }
}
