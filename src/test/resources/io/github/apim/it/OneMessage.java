import javax.jms.Connection;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Sends one text through the broker at the given URL, and prints what comes out at the other end. */
public class OneMessage {

    private static final long PATIENCE_MILLIS = 20_000;

    public static void main(String[] arguments) throws Exception {
        Connection connection = new ActiveMQConnectionFactory(arguments[0]).createConnection();
        try {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue("one-message");
            session.createProducer(queue).send(session.createTextMessage(arguments[1]));
            TextMessage received = (TextMessage) session.createConsumer(queue).receive(PATIENCE_MILLIS);
            System.out.println(received == null ? "nothing came" : received.getText());
        } finally {
            connection.close();
        }
    }
}
