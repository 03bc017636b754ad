package io.github.apim.maven;

/** A parameter of a goal has a value that it cannot have; names the parameter and what is expected. */
final class IllegalParameterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    IllegalParameterException(String message) {
        super(message);
    }
}
