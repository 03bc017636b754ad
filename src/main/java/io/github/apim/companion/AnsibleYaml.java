package io.github.apim.companion;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes values as Ansible reads them: YAML 1.1, in which much that stands without quotes is no text, and whose texts are
 * templates unless they say {@code !unsafe}.
 */
final class AnsibleYaml {

    /** No word with a {@code _} between letters means anything else than itself; these without one do not either. */
    private static final Pattern PLAIN_KEY = Pattern.compile("[a-z]+(?:_[a-z0-9]+)+|hosts|vars|children");

    private static final Tag UNSAFE = new Tag("!unsafe");

    /** Before the 160 columns at which ansible-lint complains. */
    private static final int WIDTH = 120;

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(WIDTH)
            .build();

    private AnsibleYaml() {}

    /** @param value mappings from texts, lists, whole numbers and texts */
    static String text(Map<String, ?> value) {
        StringWriter text = new StringWriter();
        new Dump(SETTINGS).dumpNode(mapping(value), new StreamDataWriter() {
            @Override
            public void write(String part) {
                text.write(part);
            }

            @Override
            public void write(String part, int offset, int length) {
                text.write(part, offset, length);
            }
        });
        return text.toString();
    }

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            return mapping(map);
        }
        if (value instanceof List<?> list) {
            return new SequenceNode(
                    Tag.SEQ, list.stream().map(AnsibleYaml::node).toList(), style(list.isEmpty()));
        }
        if (value instanceof Integer number) {
            return new ScalarNode(Tag.INT, number.toString(), ScalarStyle.PLAIN);
        }
        String text = (String) value;
        return new ScalarNode(text.contains("{") ? UNSAFE : Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
    }

    private static MappingNode mapping(Map<?, ?> map) {
        return new MappingNode(
                Tag.MAP,
                map.entrySet().stream()
                        .map(entry -> new NodeTuple(key((String) entry.getKey()), node(entry.getValue())))
                        .toList(),
                style(map.isEmpty()));
    }

    private static Node key(String key) {
        boolean plain = PLAIN_KEY.matcher(key).matches();
        return new ScalarNode(Tag.STR, key, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }

    private static FlowStyle style(boolean empty) {
        return empty ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }
}
