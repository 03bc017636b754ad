package io.github.apim.shipping;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.common.kex.extension.DefaultClientKexExtensionHandler;
import org.apache.sshd.common.kex.extension.parser.HostBoundPubkeyAuthentication;
import org.apache.sshd.common.session.Session;

/** Takes note of what a server can do without a line in the build's log for each connection. */
final class QuietExtensions extends DefaultClientKexExtensionHandler {

    @Override
    public boolean handleKexExtensionRequest(Session session, int index, int count, String name, byte[] data)
            throws IOException {
        if (!HostBoundPubkeyAuthentication.NAME.equals(name)) {
            return super.handleKexExtensionRequest(session, index, count, name, data);
        }
        if (new String(data, StandardCharsets.US_ASCII).equals("0")) {
            session.setAttribute(HOSTBOUND_AUTHENTICATION, 0);
        }
        return true;
    }
}
