package io.github.apim.kubernetes;

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

/** Writes objects as Kubernetes reads them: YAML 1.1, in which a bare word may be a truth value. */
final class ClusterYaml {

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z]{3,}");

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(Integer.MAX_VALUE)
            .build();

    private ClusterYaml() {}

    /** Several objects in one file; of mappings from texts, lists, whole numbers, truth values and texts. */
    static String text(List<? extends Map<String, ?>> objects) {
        StringWriter text = new StringWriter();
        for (Map<String, ?> object : objects) {
            text.write(text.getBuffer().isEmpty() ? "" : "---\n");
            new Dump(SETTINGS).dumpNode(node(object), new StreamDataWriter() {
                @Override
                public void write(String part) {
                    text.write(part);
                }

                @Override
                public void write(String part, int offset, int length) {
                    text.write(part, offset, length);
                }
            });
        }
        return text.toString();
    }

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new MappingNode(
                    Tag.MAP,
                    map.entrySet().stream()
                            .map(entry -> new NodeTuple(key((String) entry.getKey()), node(entry.getValue())))
                            .toList(),
                    map.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        if (value instanceof List<?> list) {
            return new SequenceNode(
                    Tag.SEQ,
                    list.stream().map(ClusterYaml::node).toList(),
                    list.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        if (value instanceof Integer number) {
            return new ScalarNode(Tag.INT, number.toString(), ScalarStyle.PLAIN);
        }
        if (value instanceof Boolean flag) {
            return new ScalarNode(Tag.BOOL, flag.toString(), ScalarStyle.PLAIN);
        }
        return new ScalarNode(Tag.STR, (String) value, ScalarStyle.DOUBLE_QUOTED);
    }

    private static Node key(String key) {
        boolean plain = PLAIN_KEY.matcher(key).matches();
        return new ScalarNode(Tag.STR, key, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }
}
