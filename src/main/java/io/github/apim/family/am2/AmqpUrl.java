package io.github.apim.family.am2;

import io.github.apim.family.am2.ReceiverGroups.Receiver;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a connection factory of Andes, the traffic managers' broker (am-2 §10.2).
 *
 * @param options all behind the question mark
 */
record AmqpUrl(String user, String password, String options) {

    private static final Pattern FORM =
            Pattern.compile("amqp://([^:/@]*):(.*)@[^@/?:]*/[^?/@]*\\?(.*)", Pattern.DOTALL);
    private static final Pattern BROKER =
            Pattern.compile("tcp://(\\[[^\\]]+\\]|[^:;?'/\\s]+):(\\$\\{[^}]*\\}|[0-9]{1,5})");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]*\\}");
    private static final Pattern UNFIT = Pattern.compile("[@:/?#%']");

    /** The parts of a URL; empty if it is none. */
    static Optional<AmqpUrl> of(String url) {
        Matcher matcher = FORM.matcher(url);
        return matcher.matches()
                ? Optional.of(new AmqpUrl(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** Whether a user or a password would end the URL's part that it stands in (am-2 N10). */
    static boolean isUnfit(String part) {
        return UNFIT.matcher(PLACEHOLDER.matcher(part).replaceAll("")).find();
    }

    List<Receiver> brokers() {
        return BROKER.matcher(options)
                .results()
                .map(broker -> new Receiver("tcp", broker.group(1).replaceAll("[\\[\\]]", ""), broker.group(2)))
                .toList();
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "amqp://…?" + options;
    }
}
