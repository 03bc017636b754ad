package io.github.apim.shipping;

import java.io.IOException;

/** A command on a machine that failed there; the message is what it said. */
final class RemoteException extends IOException {

    private static final long serialVersionUID = 1;

    RemoteException(String message) {
        super(message);
    }
}
