package io.github.apim.testing;

import java.util.Set;

/** An argument of a parameterized test that needs something; the test has {@link Needs} on it, which looks for these. */
public interface Needing {

    Set<Need> needs();
}
