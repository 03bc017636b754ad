package io.github.apim.keys;

/** Is told what is made; never of a password. */
public interface KeysListener {

    void told(String message);

    /** Of what the user should know and may mend. */
    void warned(String message);
}
