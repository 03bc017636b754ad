package io.github.apim.shipping;

import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.io.IoSession;

/**
 * A session that reports to its caller why it was closed, and does not log it as well: there it would stand beside
 * the sentence that says how to mend it.
 */
final class QuietSession extends ClientSessionImpl {

    private QuietSession(ClientFactoryManager client, IoSession connection) throws Exception {
        super(client, connection);
    }

    static SessionFactory factory(ClientFactoryManager client) {
        return new SessionFactory(client) {
            @Override
            protected ClientSessionImpl doCreateSession(IoSession connection) throws Exception {
                return new QuietSession(getClient(), connection);
            }
        };
    }

    @Override
    protected void warn(String message, Object one, Object two, Object three, Object four, Throwable problem) {
        debug(message, one, two, three, four, problem);
    }
}
