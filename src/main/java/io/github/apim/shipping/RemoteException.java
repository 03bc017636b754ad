package io.github.apim.shipping;

import java.io.IOException;

/** A command on a machine that failed there, or was not answered as it should be. */
final class RemoteException extends IOException {

    private static final long serialVersionUID = 1;

    private static final int LONGEST = 100;

    /** @param message what the machine said, or what is wrong with it */
    RemoteException(String message) {
        super(message);
    }

    /** A machine says what nothing that was sent to it says. */
    static RemoteException nonsense(String answer) {
        String shown = answer.length() > LONGEST ? answer.substring(0, LONGEST) + "…" : answer;
        return new RemoteException("the machine gives an answer that makes no sense: '" + shown
                + "'; whatever it runs, it is not what was sent to it");
    }
}
